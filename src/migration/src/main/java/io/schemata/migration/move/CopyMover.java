package io.schemata.migration.move;

import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.move.Move.Phase;
import io.schemata.migration.report.MovedSchema;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Progress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The steps of a move by copying, on a session that is alone at work on both schemas. */
final class CopyMover {
    private final SchemaSession locked;
    private final CopySession session;
    private final MovedTenant moved;

    CopyMover(SchemaSession locked, MovedTenant moved) {
        this.locked = locked;
        this.session = new CopySession(locked);
        this.moved = moved;
    }

    /** Makes the target's tables, and notes that the move has begun. */
    void begin() throws SQLException {
        session.run(connection -> {
            CopyCheck.create(connection, moved.target());
            new TargetSchema(moved.source(), moved.target()).begin(connection);
            History.copy(connection, moved.source(), moved.target());
            Moves.note(connection, Move.copy(moved.source(), moved.target()));
            MovedTables.begin(connection, moved.target(), CopiedTable.of(connection, moved.source()));
            return null;
        });
    }

    /**
     * Does what is left to do, up to the moment in which writes go to the target.
     *
     * @param keepDays how long the old tables stay from then on
     */
    MovedSchema goOn(int keepDays, Consumer<Progress> progress) throws SQLException {
        long start = System.nanoTime();
        Move move = Moves.find(locked.connection(), moved.target()).orElseThrow();
        CopyWork work = new CopyWork(session, move, progress);
        if (move.phase() == Phase.COPYING) {
            work.capture();
            work.copyRows();
            work.complete();
            work.refresh();
        }
        work.catchUp();
        List<String> notes = new ArrayList<>(work.prove());
        work.catchUp();
        long stop = new Turn(session, moved.target(), moved.source(), moved.target(), true)
                .run(connection -> Moves.advance(
                        connection,
                        move,
                        Phase.MOVED,
                        SignUpFunctions.turn(connection, moved.source(), moved.target()),
                        keepDays));
        notes.add("nothing could be written for %d ms; %s is read-only and stays for %d days"
                .formatted(stop, moved.source(), keepDays));
        return moved.ended(Outcome.MOVED, notes, start);
    }

    /** Takes the move back: before the turn what was made is dropped, after it all that was written since goes back. */
    MovedSchema takeBack(Move move) throws SQLException {
        long start = System.nanoTime();
        List<String> notes = new ArrayList<>();
        if (move.phase() == Phase.MOVED) {
            long stop = new Turn(session, move.target(), move.target(), move.source(), false).run(connection -> {
                SignUpFunctions.turnBack(connection, move);
                Moves.advance(connection, move, Phase.TAKEN_BACK, Map.of(), 0);
            });
            notes.add("nothing could be written for %d ms; %s is read-only".formatted(stop, move.target()));
            endCapture(move.source(), true);
            endCapture(move.target(), false);
        } else {
            endCapture(move.source(), true);
            session.patiently(connection -> {
                Removal.ofCopy(connection, move.target());
                Moves.forget(connection, move);
                return null;
            });
        }
        return moved.ended(Outcome.UNDONE, notes, start);
    }

    /** Takes the tables away that are not written to any more. */
    MovedSchema finish(Move move, String typed) throws SQLException {
        boolean isTakenBack = move.phase() == Phase.TAKEN_BACK;
        String old = isTakenBack ? move.target() : move.source();
        requireOver(move);
        if (!old.equals(typed)) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION,
                    "--finish drops what was moved out of schema %1$s, with its rows: type its name, --drop %1$s"
                            .formatted(old));
        }
        long start = System.nanoTime();
        String kept = isTakenBack ? move.source() : move.target();
        endCapture(kept, true);
        session.patiently(connection -> {
            Removal.ofMoved(connection, old, kept);
            Moves.forget(connection, move);
            return null;
        });
        return moved.ended(Outcome.FINISHED, List.of(), start);
    }

    private static void requireOver(Move move) {
        boolean isOver = move.phase() == Phase.TAKEN_BACK
                || move.phase() == Phase.MOVED && Instant.now().isAfter(move.keepUntil());
        if (!isOver) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    move.phase() == Phase.MOVED
                            ? "the old tables in %s stay until %s: until then the move can be taken back"
                                    .formatted(move.source(), move.keepUntil())
                            : "the move to %s is under way: 'move' goes on with it, '--rollback' takes it back"
                                    .formatted(move.target()));
        }
    }

    /** @param isWritten whether it is written to from now on */
    private void endCapture(String schema, boolean isWritten) throws SQLException {
        for (CopiedTable table : session.run(connection -> CopiedTable.of(connection, schema))) {
            session.patiently(connection -> {
                Capture capture = new Capture(moved.target(), table);
                Transaction.runAll(connection, capture.end(connection));
                Transaction.runAll(connection, isWritten ? capture.dropGuards(connection) : List.of());
                return null;
            });
        }
    }
}
