package io.schemata.migration.adopt;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a schema that is to be adopted. */
final class OldTables {
    private static final String READABLE = SqlFile.read("adopt/tables.sql");
    private static final String WRITABLE = SqlFile.read("adopt/writable_tables.sql");

    private OldTables() {}

    /** The names of those that rows are read of, and the word before each with which a query reads its own rows. */
    static Map<String, String> readable(Connection connection, String schema) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(READABLE)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return tables;
    }

    /** The names of those that rows can be written to. */
    static List<String> writable(Connection connection, String schema) throws SQLException {
        return FirstColumn.of(connection, WRITABLE, schema);
    }
}
