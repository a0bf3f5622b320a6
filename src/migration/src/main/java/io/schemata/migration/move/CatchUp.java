package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Takes the rows over that were changed, in the connection's transaction, which has to see the database at one moment: after it
 * both sides are the same as of that moment. Each row is taken as it is now, so that it may be done again.
 *
 * @param move the name of the move in the notes
 */
record CatchUp(String move, List<CopiedTable> from, List<CopiedTable> to) {
    private static final String CHANGED =
            "select distinct table_name from schemata.changed_rows where target_schema = ?";
    private static final String IS_WHOLE = "select 'whole' from schemata.changed_rows"
            + " where target_schema = ? and table_name = ? and row_key is null limit 1";
    private static final String FORGET = "delete from schemata.changed_rows where target_schema = ?";
    private static final String KEYS = "(select distinct row_key from schemata.changed_rows"
            + " where target_schema = ? and table_name = ? and row_key is not null) changed";

    /** Takes them over, and answers how many notes there were. */
    long run(Connection connection, boolean isProven) throws SQLException {
        for (String table : FirstColumn.of(connection, CHANGED, move)) {
            CopiedTable source = named(from, table);
            CopiedTable target = named(to, table);
            if (!FirstColumn.of(connection, IS_WHOLE, move, table).isEmpty()) {
                takeWhole(connection, source, target);
            } else {
                takeChanged(connection, source, target);
                if (isProven) {
                    prove(connection, source, target);
                }
            }
        }
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setString(1, move);
            return forget.executeUpdate();
        }
    }

    private void takeChanged(Connection connection, CopiedTable source, CopiedTable target) throws SQLException {
        execute(
                connection,
                source.name(),
                "delete from %s%s as target using %s where (%s) = (%s)"
                        .formatted(
                                target.only(),
                                target.place(),
                                KEYS,
                                target.keyList("target."),
                                target.keyOf("changed.row_key")));
        execute(
                connection,
                source.name(),
                "insert into %s (%s) overriding system value select %s from %s join %s%s as source on (%s) = (%s)"
                        .formatted(
                                target.place(),
                                target.columnList(""),
                                source.columnListFor(target, "source."),
                                KEYS,
                                source.only(),
                                source.place(),
                                source.keyList("source."),
                                source.keyOf("changed.row_key")));
    }

    private static void takeWhole(Connection connection, CopiedTable source, CopiedTable target) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from %s%s".formatted(target.only(), target.place()));
            statement.execute("insert into %s (%s) overriding system value select %s from %s%s"
                    .formatted(
                            target.place(),
                            target.columnList(""),
                            source.columnListFor(target, ""),
                            source.only(),
                            source.place()));
        }
    }

    /** Counts and checksums of the rows that were changed, on both sides. */
    private void prove(Connection connection, CopiedTable source, CopiedTable target) throws SQLException {
        String[] sums = new String[2];
        int side = 0;
        for (CopiedTable table : List.of(source, target)) {
            String sql = "select %s from %s join %s%s as t on (%s) = (%s)"
                    .formatted(
                            table.checksum("t."),
                            KEYS,
                            table.only(),
                            table.place(),
                            table.keyList("t."),
                            table.keyOf("changed.row_key"));
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, move);
                query.setString(2, table.name());
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    sums[side++] = row.getString(1) + " rows, checksum " + row.getString(2);
                }
            }
        }
        if (!sums[0].equals(sums[1])) {
            throw new DifferentTableException(source.name(), sums[0], sums[1]);
        }
    }

    private void execute(Connection connection, String table, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, move);
            statement.setString(2, table);
            statement.execute();
        }
    }

    private static CopiedTable named(List<CopiedTable> tables, String name) throws SQLException {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SQLException("table %s is gone since the move began".formatted(name)));
    }
}
