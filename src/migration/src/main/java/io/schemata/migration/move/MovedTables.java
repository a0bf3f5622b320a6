package io.schemata.migration.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How far the copy of each table is: {@code schemata.moved_tables}. */
final class MovedTables {
    private static final String BEGIN = "insert into schemata.moved_tables (target_schema, table_name) values (?, ?)";
    private static final String FIND = "select is_copied, last_key, rows from schemata.moved_tables"
            + " where target_schema = ? and table_name = ?";
    private static final String ADVANCE =
            "update schemata.moved_tables set last_key = ?::jsonb, rows = ?, is_copied = ?"
                    + " where target_schema = ? and table_name = ?";

    private MovedTables() {}

    /**
     * How far a table is.
     *
     * @param lastKey the key of the last row that is copied, or null before the first one
     */
    record Progress(boolean isCopied, String lastKey, long rows) {}

    static void begin(Connection connection, String move, List<CopiedTable> tables) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            for (CopiedTable table : tables) {
                insert.setString(1, move);
                insert.setString(2, table.name());
                insert.execute();
            }
        }
    }

    static Progress find(Connection connection, String move, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, move);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("table %s was made since the move began".formatted(table));
                }
                return new Progress(row.getBoolean(1), row.getString(2), row.getLong(3));
            }
        }
    }

    static void advance(Connection connection, String move, String table, Progress progress) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setString(1, progress.lastKey());
            update.setLong(2, progress.rows());
            update.setBoolean(3, progress.isCopied());
            update.setString(4, move);
            update.setString(5, table);
            update.execute();
        }
    }
}
