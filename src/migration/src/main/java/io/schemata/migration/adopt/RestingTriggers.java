package io.schemata.migration.adopt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The triggers on auth.users whose functions rest. */
final class RestingTriggers {
    private static final String TRIGGERS = "select format('drop trigger %I on auth.users', tgname)"
            + " from pg_trigger join pg_proc on pg_proc.oid = tgfoid where tgrelid = to_regclass('auth.users')"
            + " and not tgisinternal and pronamespace = to_regnamespace(quote_ident(?)) and prosrc = ? order by tgname";

    private RestingTriggers() {}

    /** Drops them; where the login may not, they go with the schema that has their functions. */
    static void drop(Connection connection, String kept) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TRIGGERS)) {
            query.setString(1, kept);
            query.setString(2, SetAside.BODY);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
        }
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException notOwner) {
            connection.rollback(before);
        }
    }
}
