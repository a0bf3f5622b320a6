package io.schemata.migration.adopt;

import io.schemata.migration.adopt.TableCopy.Reference;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.preflight.MadeBlueprint;
import io.schemata.migration.report.AdoptedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies the old rows into the blueprint's tables in a transaction that is rolled back, so that nothing is set aside before it
 * is known that they fit.
 *
 * @param problems what has to be mended or chosen first
 * @param sql the statements that read and copy
 */
record Rehearsal(List<AdoptedTable> tables, List<String> problems, List<String> notices, List<String> sql) {
    private static final String UNKNOWN_SHAPE = "table %s is of no shape that is known: its rows would be read wrong;"
            + " give it the columns that a view of adoption/views.yaml needs, or another name";
    private static final String NO_PLACE = "%s: %,d of %,d rows have no place here (%s): mend them, or say"
            + " --leave-rows, with which they stay in the old table alone";

    /**
     * Rehearses it on a connection of its own.
     *
     * @param platform the changes of what all tenants need, of which some may be pending
     */
    static Rehearsal of(Connection connection, MadeBlueprint made, Changelog platform, OldSchema old, Choices choices)
            throws SQLException {
        connection.setAutoCommit(true);
        choices.set(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            Map<String, List<Reference>> outer = RehearsalSchema.make(connection, made, platform);
            OldRows rows = OldRows.read(connection, old.name());
            Rehearsal rehearsal =
                    new Rehearsal(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(rows.sql()));
            rehearsal.copy(connection, rows, Copies.inOrder(connection, rows, made.filledTables(), outer), choices);
            rehearsal.say(connection, rows, old);
            return rehearsal;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void copy(Connection connection, OldRows rows, List<List<TableCopy>> groups, Choices choices)
            throws SQLException {
        problems.addAll(SessionViews.problems(connection));
        rows.unknownShapes(connection).forEach(table -> problems.add(UNKNOWN_SHAPE.formatted(table)));
        boolean isSound = problems.isEmpty();
        for (List<TableCopy> group : groups) {
            group.forEach(this::look);
            boolean isTogether = rows.together().containsKey(group.get(0).table());
            if (isSound || !isTogether) {
                copy(connection, new Copier(connection, rows), group, choices);
                if (isTogether) {
                    problems.addAll(SessionViews.failedChecks(connection));
                }
            }
        }
    }

    private void look(TableCopy copy) {
        sql.add(copy.insert());
        copy.missing()
                .forEach(column -> problems.add(
                        "%s: %s has to have a value, and the old table has none".formatted(copy.table(), column)));
    }

    private void copy(Connection connection, Copier copier, List<TableCopy> group, Choices choices)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            for (AdoptedTable table : copier.copy(group)) {
                tables.add(table);
                if (!choices.leavesRows() && table.copied() < table.rows()) {
                    problems.add(NO_PLACE.formatted(
                            table.table(),
                            table.rows() - table.copied(),
                            table.rows(),
                            String.join(", ", table.left().keySet())));
                }
            }
        } catch (SQLException failure) {
            connection.rollback(before);
            problems.add(CopyFailure.reason(failure));
        }
    }

    private void say(Connection connection, OldRows rows, OldSchema old) throws SQLException {
        Set<String> copied = new HashSet<>();
        tables.forEach(table -> copied.add(table.table()));
        notices.addAll(SessionViews.notices(connection));
        List<String> unread = rows.unread(copied);
        if (!unread.isEmpty()) {
            notices.add(
                    "without a counterpart, only in schema %s: %s".formatted(old.kept(), String.join(", ", unread)));
        }
        notices.addAll(old.remarks());
    }
}
