package io.schemata.migration.adopt;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** The triggers on auth.users whose functions rest. */
final class RestingTriggers {
    private static final String TRIGGERS = "select format('drop trigger %I on auth.users', tgname)"
            + " from pg_trigger join pg_proc on pg_proc.oid = tgfoid where tgrelid = to_regclass('auth.users')"
            + " and not tgisinternal and pronamespace = to_regnamespace(quote_ident(?)) and prosrc = ? order by tgname";

    private RestingTriggers() {}

    /** Drops them; where the login may not, they go with the schema that has their functions. */
    static void drop(Connection connection, String kept) throws SQLException {
        List<String> statements = FirstColumn.of(connection, TRIGGERS, kept, SetAside.BODY);
        Savepoint before = connection.setSavepoint();
        try {
            Transaction.runAll(connection, statements);
        } catch (SQLException notOwner) {
            connection.rollback(before);
        }
    }
}
