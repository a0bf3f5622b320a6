package io.schemata.migration.adopt;

import io.schemata.migration.adopt.Shapes.Shape;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows of an old schema as views of the session: {@code old_<table>} as they are, {@code new_<table>} as the table of the
 * search path's schema wants them, where that is not the same.
 *
 * @param tables the old tables, with their columns
 * @param used the columns of old tables that views of another shape read under other names
 * @param sql what makes the views
 */
record OldRows(String schema, Map<String, List<String>> tables, Map<String, Set<String>> used, List<String> sql) {
    static final String OLD = "old_";
    static final String NEW = "new_";
    private static final int LONGEST_NAME = 63;

    private static final String TABLES = SqlFile.read("adopt/tables.sql");
    private static final String WRITABLE = SqlFile.read("adopt/writable_tables.sql");
    private static final String COLUMNS = SqlFile.read("adopt/view_columns.sql");

    /** Makes the views. */
    static OldRows read(Connection connection, String schema) throws SQLException {
        List<String> made = new ArrayList<>();
        Map<String, List<String>> tables = new TreeMap<>();
        for (Map.Entry<String, String> table : readable(connection, schema).entrySet()) {
            String view = OLD + table.getKey();
            tables.put(table.getKey(), List.of());
            if (view.length() <= LONGEST_NAME) {
                run(
                        connection,
                        "create temp view %s as select * from %s%s.%s"
                                .formatted(
                                        OwnName.quoted(view),
                                        table.getValue(),
                                        OwnName.quoted(schema),
                                        OwnName.quoted(table.getKey())),
                        made);
            }
        }
        Map<String, List<String>> relations = relations(connection);
        tables.replaceAll((table, none) -> relations.getOrDefault(OLD + table, none));
        Map<String, Set<String>> used = new HashMap<>();
        for (Shape shape : Shapes.all()) {
            if (shape.fits(relations)) {
                run(connection, shape.sql(), made);
                if (shape.isStored()) {
                    run(connection, "analyze pg_temp." + OwnName.quoted(shape.view()), made);
                }
                relations.putAll(relations(connection));
                shape.needs()
                        .forEach((name, columns) -> used.computeIfAbsent(name, any -> new TreeSet<>())
                                .addAll(columns));
            }
        }
        return new OldRows(schema, tables, used, made);
    }

    /** The names of a schema's tables. */
    static Set<String> tables(Connection connection, String schema) throws SQLException {
        return readable(connection, schema).keySet();
    }

    /** The names of all its tables that can be written to. */
    static List<String> writable(Connection connection, String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(WRITABLE)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    /** The names, and the word before each with which a query reads its own rows. */
    private static Map<String, String> readable(Connection connection, String schema) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(TABLES)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return tables;
    }

    /** The old tables that nothing is read of. */
    List<String> unread(Set<String> copied) {
        return tables.keySet().stream()
                .filter(table -> !copied.contains(table) && !used.containsKey(OLD + table))
                .toList();
    }

    /** The columns of an old table that nothing is read of, where these are copied. */
    List<String> unread(String table, List<String> copied) {
        Set<String> read = used.getOrDefault(OLD + table, Set.of());
        return tables.getOrDefault(table, List.of()).stream()
                .filter(column -> !copied.contains(column) && !read.contains(column))
                .toList();
    }

    /** The texts that the views of such names have. */
    static List<String> messages(Connection connection, String prefix) throws SQLException {
        List<String> messages = new ArrayList<>();
        for (String view : relations(connection).keySet()) {
            if (view.startsWith(prefix)) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                "select message from pg_temp.%s".formatted(OwnName.quoted(view)))) {
                    while (rows.next()) {
                        messages.add(rows.getString(1));
                    }
                }
            }
        }
        return messages;
    }

    /** What is not the same before and after. */
    static List<String> failedChecks(Connection connection) throws SQLException {
        List<String> failed = new ArrayList<>();
        for (String view : relations(connection).keySet()) {
            if (view.startsWith("check_")) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                "select what, before, after from pg_temp.%s where before <> after"
                                        .formatted(OwnName.quoted(view)))) {
                    while (rows.next()) {
                        failed.add("%s: %s before, %s after"
                                .formatted(rows.getString(1), rows.getString(2), rows.getString(3)));
                    }
                }
            }
        }
        return failed;
    }

    private static Map<String, List<String>> relations(Connection connection) throws SQLException {
        Map<String, List<String>> relations = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                relations.put(
                        rows.getString(1), List.of((String[]) rows.getArray(2).getArray()));
            }
        }
        return relations;
    }

    private static void run(Connection connection, String sql, List<String> made) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
        made.add(sql);
    }
}
