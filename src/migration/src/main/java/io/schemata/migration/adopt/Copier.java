package io.schemata.migration.adopt;

import io.schemata.migration.adopt.TableCopy.Check;
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
            tables.add(copy(copy));
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

    private AdoptedTable copy(TableCopy copy) throws SQLException {
        long start = System.nanoTime();
        if (isTrue("select exists (select from %s)".formatted(OwnName.quoted(copy.table())))) {
            throw new SQLException(
                    "%s has rows already, and the old ones were to be the first".formatted(copy.table()));
        }
        AdoptedTable counted = counted(copy);
        execute(copy.insert());
        for (String sequence : texts(NUMBERED, copy.table())) {
            execute(sequence);
        }
        String expected = digest(copy.expected());
        String actual = digest(copy.actual());
        if (!expected.equals(actual)) {
            throw new SQLException("%s: the rows are not those that were copied".formatted(copy.table()));
        }
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        return new AdoptedTable(
                counted.table(),
                counted.rows(),
                counted.copied(),
                counted.left(),
                counted.defaults(),
                counted.unread(),
                milliseconds);
    }

    private AdoptedTable counted(TableCopy copy) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(copy.counts())) {
            row.next();
            long rows = row.getLong(1);
            Map<String, Long> left = new LinkedHashMap<>();
            Map<String, Long> defaults = new LinkedHashMap<>();
            int column = 3;
            for (Check check : copy.conditions()) {
                add(left, check.reason(), row.getLong(column++));
            }
            for (CopiedColumn defaulted : copy.defaulted()) {
                add(defaults, defaulted.name(), row.getLong(column++));
            }
            List<String> unread = old.unread(copy.table(), copy.copiedColumns());
            return new AdoptedTable(copy.table(), rows, rows - row.getLong(2), left, defaults, unread, 0);
        }
    }

    private static void add(Map<String, Long> numbers, String what, long number) {
        if (number > 0) {
            numbers.put(what, number);
        }
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

    private List<String> texts(String sql, String argument) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, argument);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    private String digest(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1) + " " + row.getString(2);
        }
    }

    private boolean isTrue(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
