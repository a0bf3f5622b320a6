package io.schemata.migration.adopt;

import io.schemata.migration.adopt.TableCopy.Check;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.preflight.MadeBlueprint;
import io.schemata.migration.report.AdoptedTable;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts old rows into tables of the search path's schema, in the connection's transaction, and compares what is there then with
 * what was to be there. Triggers rest meanwhile: what they would do was done when the rows were made.
 */
final class Copier {
    private static final String TRIGGERS = SqlFile.read("adopt/insert_triggers.sql");
    private static final String NUMBERED = SqlFile.read("adopt/numbered_columns.sql");
    private static final Map<String, String> ENABLING =
            Map.of("O", "enable", "A", "enable always", "R", "enable replica");

    private final Connection connection;
    private final OldRows old;

    Copier(Connection connection, OldRows old) {
        this.connection = connection;
        this.old = old;
    }

    /** The tables of one group, in order. */
    List<AdoptedTable> copy(List<TableCopy> group) throws SQLException {
        List<AdoptedTable> tables = new ArrayList<>();
        Map<String, Map<String, String>> triggers = new LinkedHashMap<>();
        execute("set constraints all deferred");
        for (TableCopy copy : group) {
            triggers.put(copy.table(), rest(copy.table()));
            tables.add(copied(copy));
        }
        execute("set constraints all immediate");
        for (Map.Entry<String, Map<String, String>> table : triggers.entrySet()) {
            for (Map.Entry<String, String> trigger : table.getValue().entrySet()) {
                alter(
                        table.getKey(),
                        "%s trigger %s".formatted(ENABLING.get(trigger.getValue()), OwnName.quoted(trigger.getKey())));
            }
        }
        return tables;
    }

    private AdoptedTable copied(TableCopy copy) throws SQLException {
        try {
            return copy(copy);
        } catch (SQLException failure) {
            throw CopyFailure.of(copy.table(), failure);
        }
    }

    private AdoptedTable copy(TableCopy copy) throws SQLException {
        long start = System.nanoTime();
        if (!MadeBlueprint.isEmpty(connection, copy.table())) {
            throw new SQLException("it has rows that came meanwhile: move them away");
        }
        List<Object> all = row(copy.all());
        execute(copy.insert());
        for (String sequence : FirstColumn.of(connection, NUMBERED, old.schema(), copy.table())) {
            execute(sequence);
        }
        List<Object> actual = row(copy.actual());
        boolean isWhole = all.get(0).equals(actual.get(0));
        List<Object> expected = isWhole ? all.subList(0, 2) : row(copy.expected());
        if (!expected.equals(actual)) {
            throw new SQLException("the rows are not those that were copied");
        }
        return new AdoptedTable(
                copy.table(),
                (long) all.get(0),
                (long) actual.get(0),
                isWhole
                        ? Map.of()
                        : counts(copy.conditions().stream().map(Check::reason).toList(), row(copy.misfits())),
                counts(copy.defaulted().stream().map(CopiedColumn::name).toList(), all.subList(2, all.size())),
                old.unread(copy.table(), copy.copiedColumns()),
                (System.nanoTime() - start) / 1_000_000);
    }

    private static Map<String, Long> counts(List<String> names, List<Object> numbers) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if ((long) numbers.get(i) > 0) {
                counts.put(names.get(i), (long) numbers.get(i));
            }
        }
        return counts;
    }

    private Map<String, String> rest(String table) throws SQLException {
        Map<String, String> triggers = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(TRIGGERS)) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    triggers.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        for (String trigger : triggers.keySet()) {
            alter(table, "disable trigger " + OwnName.quoted(trigger));
        }
        return triggers;
    }

    private void alter(String table, String how) throws SQLException {
        execute("alter table %s %s".formatted(OwnName.quoted(table), how));
    }

    private List<Object> row(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Object> values = new ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.add(row.getObject(column));
            }
            return values;
        }
    }

    private void execute(String sql) throws SQLException {
        Transaction.runAll(connection, List.of(sql));
    }
}
