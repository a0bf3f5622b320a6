package io.schemata.migration.adopt;

import io.schemata.migration.adopt.Shapes.Shape;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.structure.OwnName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
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
 * @param schema the old one
 * @param tables the old tables, with their columns
 * @param used the columns of old tables that views of another shape read under other names
 * @param together tables whose rows are only right with those of others, by a word that these have too
 * @param sql what makes the views
 */
record OldRows(
        String schema,
        Map<String, List<String>> tables,
        Map<String, Set<String>> used,
        Map<String, String> together,
        List<String> sql) {
    static final String OLD = "old_";
    static final String NEW = "new_";
    private static final int LONGEST_NAME = 63;

    /** Makes the views. */
    static OldRows read(Connection connection, String schema) throws SQLException {
        OldRows old = new OldRows(schema, new TreeMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
        for (Map.Entry<String, String> table :
                OldTables.readable(connection, schema).entrySet()) {
            old.add(connection, table.getKey(), table.getValue());
        }
        Map<String, List<String>> relations = SessionViews.relations(connection);
        for (Shape shape : Shapes.all()) {
            if (shape.fits(relations)) {
                old.add(connection, shape);
                relations = SessionViews.relations(connection);
            }
        }
        return old;
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

    /** The old tables that would be read wrong, as none of the views that are for them fits. */
    List<String> unknownShapes(Connection connection) throws SQLException {
        Map<String, List<String>> relations = SessionViews.relations(connection);
        return Shapes.byViewAlone().entrySet().stream()
                .filter(table -> tables.containsKey(table.getKey())
                        && !used.containsKey(OLD + table.getKey())
                        && relations.containsKey(table.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** NULL stands for a column that an old table lacks and may lack. */
    private void add(Connection connection, String table, String own) throws SQLException {
        tables.put(table, List.of());
        String view = OLD + table;
        if (view.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return;
        }
        String from = "from %s%s.%s".formatted(own, OwnName.quoted(schema), OwnName.quoted(table));
        String create = "create or replace temp view %s as select *".formatted(OwnName.quoted(view));
        run(connection, "%s %s".formatted(create, from));
        List<String> columns = SessionViews.relations(connection).get(view);
        tables.put(table, columns);
        StringBuilder missing = new StringBuilder();
        Shapes.optionalColumns().getOrDefault(table, Map.of()).forEach((column, type) -> {
            if (!columns.contains(column)) {
                missing.append(", null::%s as %s".formatted(type, column));
            }
        });
        if (!missing.isEmpty()) {
            run(connection, "%s%s %s".formatted(create, missing, from));
        }
    }

    private void add(Connection connection, Shape shape) throws SQLException {
        run(connection, shape.sql());
        if (shape.isStored()) {
            run(connection, "analyze pg_temp." + OwnName.quoted(shape.view()));
        }
        if (shape.together() != null) {
            together.put(shape.view().substring(NEW.length()), shape.together());
        }
        if (shape.isRead()) {
            shape.needs()
                    .forEach((name, columns) ->
                            used.computeIfAbsent(name, any -> new TreeSet<>()).addAll(columns));
        }
    }

    private void run(Connection connection, String statement) throws SQLException {
        Transaction.runAll(connection, List.of(statement));
        sql.add(statement);
    }
}
