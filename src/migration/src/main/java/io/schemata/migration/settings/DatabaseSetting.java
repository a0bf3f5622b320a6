package io.schemata.migration.settings;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * One thing of the registry that the database has to know for its own work: setting new users up, keeping links.
 * Compared with the configuration, and written where it differs.
 *
 * @param place asks whether the database has the table or function for it
 * @param question asks whether the database knows it already
 * @param statement writes it
 * @param arguments of both, in order
 * @param isPendingAtFirst whether it is pending when its table or function is missing
 */
public record DatabaseSetting(
        String place, String question, String statement, List<Object> arguments, boolean isPendingAtFirst) {
    /** Its name among a tenant's changes. */
    public static final String NAME = "registry";

    public boolean isPending(Connection connection) throws SQLException {
        return isTrue(connection, place, List.of()) ? !isTrue(connection, question, arguments) : isPendingAtFirst;
    }

    public void write(Connection connection) throws SQLException {
        try (PreparedStatement call = prepared(connection, statement, arguments)) {
            call.execute();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** The statement for a script. */
    public String sql() {
        String[] parts = statement.split("\\?", -1);
        StringBuilder sql = new StringBuilder(parts[0]);
        for (int i = 0; i < arguments.size(); i++) {
            sql.append(literal(arguments.get(i))).append(parts[i + 1]);
        }
        return sql.append(';').toString();
    }

    private static String literal(Object argument) {
        return argument instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(argument);
    }

    private static boolean isTrue(Connection connection, String sql, List<Object> arguments) throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, arguments);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<Object> arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) == null) {
                statement.setNull(i + 1, Types.INTEGER);
            } else {
                statement.setObject(i + 1, arguments.get(i));
            }
        }
        return statement;
    }
}
