package io.schemata.migration.adopt;

import io.schemata.migration.report.AdoptedTable;
import io.schemata.migration.structure.OwnName;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an adoption notes of the tables that it has filled, so that later writes can be told. */
final class AdoptedRows {
    /** A table's rows: their number and a checksum. */
    private record Digest(long rows, BigDecimal checksum) {}

    private static final String DIGEST =
            "select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from %s as t";
    private static final String NOTE = "insert into schemata.adopted_tables"
            + " (schema_name, table_name, rows_before, rows_after, checksum, milliseconds) values (?, ?, ?, ?, ?, ?)";
    private static final String NOTED =
            "select table_name, rows_after, checksum from schemata.adopted_tables where schema_name = ?";

    private AdoptedRows() {}

    /** Notes a table of the search path's schema. */
    static void note(Connection connection, String schema, AdoptedTable table) throws SQLException {
        Digest digest = digest(connection, OwnName.quoted(table.table()));
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setString(1, schema);
            insert.setString(2, table.table());
            insert.setLong(3, table.rows());
            insert.setLong(4, digest.rows());
            insert.setBigDecimal(5, digest.checksum());
            insert.setLong(6, table.milliseconds());
            insert.execute();
        }
    }

    /** The tables that are done. */
    static Collection<String> done(Connection connection, String schema) throws SQLException {
        return noted(connection, schema).keySet();
    }

    /**
     * The tables of the schema that have other rows than those that were noted.
     *
     * @param filled the tables that changesets fill
     */
    static List<String> written(Connection connection, String schema, Collection<String> filled) throws SQLException {
        Map<String, Digest> noted = noted(connection, schema);
        List<String> written = new ArrayList<>();
        for (String table : OldRows.tables(connection, schema)) {
            Digest before = noted.getOrDefault(table, new Digest(0, BigDecimal.ZERO));
            String name = OwnName.quoted(schema) + "." + OwnName.quoted(table);
            if (!filled.contains(table) && !isSame(before, digest(connection, name))) {
                written.add(table);
            }
        }
        return written;
    }

    private static boolean isSame(Digest one, Digest other) {
        return one.rows() == other.rows() && one.checksum().compareTo(other.checksum()) == 0;
    }

    private static Map<String, Digest> noted(Connection connection, String schema) throws SQLException {
        Map<String, Digest> noted = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(NOTED)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    noted.put(rows.getString(1), new Digest(rows.getLong(2), rows.getBigDecimal(3)));
                }
            }
        }
        return noted;
    }

    private static Digest digest(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DIGEST.formatted(table))) {
            row.next();
            return new Digest(row.getLong(1), row.getBigDecimal(2));
        }
    }
}
