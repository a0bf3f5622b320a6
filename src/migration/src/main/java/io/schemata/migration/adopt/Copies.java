package io.schemata.migration.adopt;

import io.schemata.migration.adopt.TableCopy.Check;
import io.schemata.migration.adopt.TableCopy.Reference;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tables of the search path's schema that old rows go to, in an order in which each finds what it refers to. */
final class Copies {
    private static final String COLUMNS = SqlFile.read("adopt/columns.sql");
    private static final String CHECKS = SqlFile.read("adopt/checks.sql");
    private static final String REFERENCES = SqlFile.read("adopt/references.sql");

    private final Map<String, TableCopy> copies;
    private final Map<String, String> together;
    private final Map<String, Set<String>> needs = new HashMap<>();

    private Copies(Map<String, TableCopy> copies, Map<String, String> together) {
        this.copies = copies;
        this.together = together;
        copies.forEach((table, copy) -> needs.put(table, reached(table)));
    }

    /**
     * Groups of tables: those of a group refer to each other, or are only right together, and go over in one transaction.
     *
     * @param filled tables that changesets fill, which are left out
     * @param more foreign keys that the tables do not have yet, by table
     */
    static List<List<TableCopy>> inOrder(
            Connection connection, OldRows old, Collection<String> filled, Map<String, List<Reference>> more)
            throws SQLException {
        Map<String, TableCopy> all = read(connection);
        all.keySet().removeAll(filled);
        all.forEach((table, copy) -> copy.references().addAll(more.getOrDefault(table, List.of())));
        return new Copies(all, old.together()).groups();
    }

    private List<List<TableCopy>> groups() {
        List<List<TableCopy>> groups = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (done.size() < copies.size()) {
            String next = copies.keySet().stream()
                    .filter(table -> !done.contains(table))
                    .filter(table ->
                            needs.get(table).stream().allMatch(other -> done.contains(other) || isMutual(table, other)))
                    .findFirst()
                    .orElseThrow();
            List<String> group = copies.keySet().stream()
                    .filter(table -> table.equals(next) || isMutual(table, next))
                    .toList();
            groups.add(inside(group));
            done.addAll(group);
        }
        return groups;
    }

    /** Those first that only references lead to the others from which may wait for the end of the transaction. */
    private List<TableCopy> inside(List<String> group) {
        List<TableCopy> ordered = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(group);
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(table -> copies.get(table).references().stream()
                            .noneMatch(reference -> !reference.isDeferrable()
                                    && !table.equals(reference.otherTable())
                                    && left.contains(reference.otherTable())))
                    .findFirst()
                    .orElse(left.iterator().next());
            ordered.add(withoutChecksOf(copies.get(next), left));
            left.remove(next);
        }
        return ordered;
    }

    /** Rows that are not there yet cannot be looked for: the foreign key itself does so at the end. */
    private static TableCopy withoutChecksOf(TableCopy copy, Set<String> left) {
        List<Reference> checked = copy.references().stream()
                .filter(reference -> !left.contains(reference.otherTable()))
                .toList();
        return new TableCopy(copy.table(), copy.view(), copy.columns(), copy.checks(), checked);
    }

    private boolean isMutual(String one, String other) {
        return needs.get(one).contains(other) && needs.get(other).contains(one);
    }

    private Set<String> reached(String table) {
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(others(table));
        while (!next.isEmpty()) {
            String other = next.remove(next.size() - 1);
            if (reached.add(other)) {
                next.addAll(others(other));
            }
        }
        return reached;
    }

    private Set<String> others(String table) {
        Set<String> others = new TreeSet<>();
        copies.get(table).references().stream()
                .map(Reference::otherTable)
                .filter(other -> other != null && !other.equals(table) && copies.containsKey(other))
                .forEach(others::add);
        copies.keySet().stream()
                .filter(other -> !other.equals(table)
                        && together.containsKey(table)
                        && together.get(table).equals(together.get(other)))
                .forEach(others::add);
        return others;
    }

    private static Map<String, TableCopy> read(Connection connection) throws SQLException {
        Map<String, TableCopy> copies = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) {
                    String table = rows.getString("table_name");
                    if (!copies.containsKey(table)) {
                        copies.put(
                                table,
                                new TableCopy(
                                        table,
                                        rows.getString("view_name"),
                                        new ArrayList<>(),
                                        new ArrayList<>(),
                                        new ArrayList<>()));
                    }
                    copies.get(table).columns().add(CopiedColumn.read(rows));
                }
            }
            try (ResultSet rows = statement.executeQuery(CHECKS)) {
                while (rows.next()) {
                    TableCopy copy = copies.get(rows.getString(1));
                    if (copy != null) {
                        copy.checks().add(new Check(rows.getString(2), rows.getString(3)));
                    }
                }
            }
            try (ResultSet rows = statement.executeQuery(REFERENCES)) {
                while (rows.next()) {
                    TableCopy copy = copies.get(rows.getString(1));
                    if (copy != null) {
                        copy.references().add(reference(rows));
                    }
                }
            }
        }
        return copies;
    }

    private static Reference reference(ResultSet row) throws SQLException {
        return new Reference(
                row.getString(2),
                texts(row, 3),
                row.getString(4),
                row.getBoolean(7) ? row.getString(5) : null,
                texts(row, 6),
                row.getBoolean(8));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
