package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.move.Move.Phase;
import io.schemata.migration.report.Progress;
import io.schemata.migration.structure.OwnName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The steps of a copy while writes go on in the source. Each may be begun again. */
record CopyWork(CopySession session, Move move, Consumer<Progress> progress) {
    private static final String MATERIALIZED = "select format('refresh materialized view %I.%I', ?::text, matviewname)"
            + " from pg_matviews where schemaname = ? and ispopulated order by matviewname";
    private static final long FEW_CHANGES = 100;
    private static final int MOST_ROUNDS = 50;
    private static final int MOST_PROOFS = 5;

    /** Begins to note changes, table by table. */
    void capture() throws SQLException {
        for (CopiedTable table : session.run(connection -> CopiedTable.of(connection, move.source()))) {
            session.patiently(connection -> {
                Transaction.runAll(connection, new Capture(move.target(), table).begin(connection));
                return null;
            });
        }
    }

    /** Copies what is not copied yet. */
    void copyRows() throws SQLException {
        List<CopiedTable> from = session.run(connection -> CopiedTable.of(connection, move.source()));
        List<CopiedTable> to = session.run(connection -> CopiedTable.of(connection, move.target()));
        CopyProgress shown = new CopyProgress(from, progress);
        for (CopiedTable table : from) {
            copyRows(table, table.in(to), shown);
        }
    }

    private void copyRows(CopiedTable from, CopiedTable to, CopyProgress shown) throws SQLException {
        BulkCopy copy = new BulkCopy(from, to);
        MovedTables.Progress done = session.run(connection -> MovedTables.find(connection, move.target(), from.name()));
        shown.begin(from, done.rows());
        while (!done.isCopied()) {
            MovedTables.Progress before = done;
            done = session.run(connection -> {
                BulkCopy.Batch batch = copy.next(connection, before.lastKey());
                MovedTables.Progress now = new MovedTables.Progress(
                        batch.lastKey() == null,
                        batch.lastKey() == null ? before.lastKey() : batch.lastKey(),
                        before.rows() + batch.rows());
                MovedTables.advance(connection, move.target(), from.name(), now);
                return now;
            });
            shown.show(from, done.rows(), done.isCopied());
        }
    }

    /** Takes over what was changed meanwhile, and makes everything else that the source has. */
    void complete() throws SQLException {
        session.atOneMoment(connection -> {
            catchUp(connection).run(connection, false);
            return null;
        });
        session.run(connection -> {
            List<String> different = new TargetSchema(move.source(), move.target()).complete(connection);
            if (!different.isEmpty()) {
                throw new SQLException("cannot be made alike: " + String.join(", ", different));
            }
            Moves.advance(connection, move, Phase.COPIED, Map.of(), 0);
            return null;
        });
    }

    /** Takes over what was changed, again and again, until little is left. */
    void catchUp() throws SQLException {
        for (int i = 0; i < MOST_ROUNDS; i++) {
            long changes = session.atOneMoment(connection -> catchUp(connection).run(connection, false));
            if (changes < FEW_CHANGES) {
                return;
            }
        }
    }

    /**
     * Compares the structure, and all rows of all tables as of one moment; answers a line for each. A table that is truncated
     * meanwhile looks empty to those who began before, so that what differs is looked at again.
     */
    List<String> prove() throws SQLException {
        for (int i = 1; ; i++) {
            try {
                return session.atOneMoment(this::prove);
            } catch (DifferentTableException different) {
                if (i == MOST_PROOFS) {
                    throw different;
                }
            }
        }
    }

    private List<String> prove(Connection connection) throws SQLException {
        List<String> differences = new TargetSchema(move.source(), move.target()).differences(connection);
        if (!differences.isEmpty()) {
            throw new SQLException(
                    "the structure of %s was changed since the move began (%s): take the move back, and begin again"
                            .formatted(move.source(), String.join(", ", differences)));
        }
        CatchUp catchUp = catchUp(connection);
        catchUp.run(connection, false);
        List<String> lines = new ArrayList<>();
        for (CopiedTable from : catchUp.from()) {
            String sum = sum(connection, from);
            String copied = sum(connection, from.in(catchUp.to()));
            if (!sum.equals(copied)) {
                throw new DifferentTableException(from.name(), sum, copied);
            }
            lines.add("%s: %s on both sides".formatted(from.name(), sum));
        }
        return lines;
    }

    /** A number that is another after any change of the source's structure. */
    String fingerprint() throws SQLException {
        return session.run(connection -> Turn.fingerprint(connection, move.source()));
    }

    /** Computes materialized views, and lets the planner know of the new tables. */
    void refresh() throws SQLException {
        List<String> statements =
                session.run(connection -> FirstColumn.of(connection, MATERIALIZED, move.target(), move.source()));
        for (String statement : statements) {
            session.run(connection -> {
                Transaction.runAll(connection, List.of(statement));
                return null;
            });
        }
        for (CopiedTable table : session.run(connection -> CopiedTable.of(connection, move.target()))) {
            session.run(connection -> {
                Transaction.runAll(connection, List.of("analyze " + table.place()));
                return null;
            });
        }
    }

    private CatchUp catchUp(Connection connection) throws SQLException {
        return new CatchUp(
                move.target(), CopiedTable.of(connection, move.source()), CopiedTable.of(connection, move.target()));
    }

    private static String sum(Connection connection, CopiedTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select %s from %s%s t".formatted(table.checksum("t."), table.only(), table.place()))) {
            row.next();
            return "%,d rows, checksum %s"
                    .formatted(row.getLong(1), OwnName.text(row.getString(2)).replace("'", ""));
        }
    }
}
