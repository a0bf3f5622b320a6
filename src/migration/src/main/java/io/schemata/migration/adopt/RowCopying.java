package io.schemata.migration.adopt;

import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.report.AdoptedTable;
import io.schemata.migration.report.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The step of an adoption that copies rows. */
final class RowCopying {
    private RowCopying() {}

    /** Copies what is left to copy, a group of tables in each transaction. */
    static List<AdoptedTable> run(SchemaSession session, AdoptionState state, Consumer<Progress> progress)
            throws SQLException {
        session.setSearchPath();
        Connection connection = session.connection();
        List<AdoptedTable> tables = new ArrayList<>();
        Transaction.perform(session.connection(), any -> {
            state.choices().set(connection);
            OldRows old = OldRows.read(connection, state.kept());
            requireNoProblem(connection);
            List<List<TableCopy>> groups = Copies.inOrder(connection, old, state.filledTables(), Map.of());
            Collection<String> done = AdoptedRows.done(connection, session.schema());
            connection.commit();
            int all = groups.stream().mapToInt(List::size).sum();
            for (List<TableCopy> group : groups) {
                if (!done.contains(group.get(0).table())) {
                    copy(connection, old, group, state, tables);
                    tables.subList(tables.size() - group.size(), tables.size())
                            .forEach(table -> progress.accept(
                                    new Progress(done.size() + tables.indexOf(table) + 1, all, table.summary())));
                }
            }
        });
        return tables;
    }

    /** What has come up since the rehearsal. */
    private static void requireNoProblem(Connection connection) throws SQLException {
        List<String> problems = SessionViews.problems(connection);
        if (!problems.isEmpty()) {
            throw new SQLException(
                    "since the rehearsal: %s; take it back with --undo first".formatted(String.join("; ", problems)));
        }
    }

    private static void requireSame(Connection connection) throws SQLException {
        List<String> failed = SessionViews.failedChecks(connection);
        if (!failed.isEmpty()) {
            throw new SQLException("not what the old tables say: " + String.join("; ", failed));
        }
    }

    private static void copy(
            Connection connection, OldRows old, List<TableCopy> group, AdoptionState state, List<AdoptedTable> tables)
            throws SQLException {
        for (AdoptedTable table : new Copier(connection, old).copy(group)) {
            if (table.copied() < table.rows() && !state.choices().leavesRows()) {
                throw new SQLException("%s: only %d of %d rows have a place here: %s"
                        .formatted(
                                table.table(),
                                table.copied(),
                                table.rows(),
                                String.join(", ", table.left().keySet())));
            }
            tables.add(table);
        }
        if (old.together().containsKey(group.get(0).table())) {
            requireSame(connection);
        }
        for (TableCopy copy : group) {
            AdoptedRows.note(connection, state.schema(), copy.table(), copy.columnNames());
        }
        connection.commit();
    }
}
