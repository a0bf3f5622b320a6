package io.schemata.migration.adopt;

import io.schemata.migration.structure.OwnName;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an adoption notes of the tables that it has filled, so that later writes can be told. */
final class AdoptedRows {
    /**
     * The rows of a table: their number and a checksum.
     *
     * @param columns those that the table had then
     */
    private record Noted(List<String> columns, long rows, BigDecimal checksum) {}

    private static final String NOTE = "insert into schemata.adopted_tables"
            + " (schema_name, table_name, column_names, rows, checksum) values (?, ?, ?, ?, ?)";
    private static final String NOTED =
            "select table_name, column_names, rows, checksum from schemata.adopted_tables where schema_name = ?";

    private static final String UNDEFINED_COLUMN = "42703";

    private AdoptedRows() {}

    /** The number and a checksum of rows, as columns of a query. */
    static String digest(List<String> columns, String alias) {
        String row =
                columns.stream().map(column -> alias + OwnName.quoted(column)).collect(Collectors.joining(", "));
        return "count(*), coalesce(sum(hashtextextended(row(%s)::text, 0)::numeric), 0)".formatted(row);
    }

    /** Notes what was copied into a table of the search path's schema. */
    static void note(Connection connection, String schema, String table, List<String> columns) throws SQLException {
        Noted noted = now(connection, OwnName.quoted(table), columns);
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setString(1, schema);
            insert.setString(2, table);
            insert.setArray(3, connection.createArrayOf("text", columns.toArray()));
            insert.setLong(4, noted.rows());
            insert.setBigDecimal(5, noted.checksum());
            insert.execute();
        }
    }

    /** The tables that are done. */
    static Collection<String> done(Connection connection, String schema) throws SQLException {
        return noted(connection, schema).keySet();
    }

    /** The tables of the schema that have other rows than those that were noted. */
    static List<String> written(Connection connection, String schema) throws SQLException {
        Map<String, Noted> noted = noted(connection, schema);
        List<String> written = new ArrayList<>();
        for (String table : OldTables.readable(connection, schema).keySet()) {
            Noted before = noted.getOrDefault(table, new Noted(List.of(), 0, BigDecimal.ZERO));
            String name = OwnName.quoted(schema) + "." + OwnName.quoted(table);
            if (!isSame(before, now(connection, name, before.columns()))) {
                written.add(table);
            }
        }
        return written;
    }

    private static boolean isSame(Noted one, Noted other) {
        return one.rows() == other.rows() && one.checksum().compareTo(other.checksum()) == 0;
    }

    private static Map<String, Noted> noted(Connection connection, String schema) throws SQLException {
        Map<String, Noted> noted = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(NOTED)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    noted.put(
                            rows.getString(1),
                            new Noted(
                                    List.of((String[]) rows.getArray(2).getArray()),
                                    rows.getLong(3),
                                    rows.getBigDecimal(4)));
                }
            }
        }
        return noted;
    }

    /** Of a table that lacks one of the columns there is none. */
    private static Noted now(Connection connection, String table, List<String> columns) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select %s from %s".formatted(digest(columns, ""), table))) {
            row.next();
            return new Noted(columns, row.getLong(1), row.getBigDecimal(2));
        } catch (SQLException failure) {
            if (!UNDEFINED_COLUMN.equals(failure.getSQLState())) {
                throw failure;
            }
            connection.rollback(before);
            return new Noted(columns, -1, BigDecimal.ZERO);
        }
    }
}
