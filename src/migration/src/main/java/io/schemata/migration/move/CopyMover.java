package io.schemata.migration.move;

import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.move.Move.Phase;
import io.schemata.migration.report.MovedSchema;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Progress;
import io.schemata.migration.report.Words;
import java.sql.Connection;
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

    /** Makes the target's tables, which refuse all other writes, and notes that the move has begun. */
    void begin() throws SQLException {
        session.run(connection -> {
            List<String> made = CopyCheck.create(connection, moved.target());
            new TargetSchema(moved.source(), moved.target()).begin(connection);
            History.copy(connection, moved.source(), moved.target());
            Moves.note(connection, Move.copy(moved.source(), moved.target(), made));
            MovedTables.begin(connection, moved.target(), CopiedTable.of(connection, moved.source()));
            for (CopiedTable table : CopiedTable.of(connection, moved.target())) {
                Transaction.runAll(connection, new Capture(moved.target(), table).guard(connection));
            }
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
        work.capture();
        if (move.phase() == Phase.COPYING) {
            work.copyRows();
            work.complete();
        }
        work.refresh();
        work.catchUp();
        String fingerprint = work.fingerprint();
        List<String> notes = new ArrayList<>(work.prove());
        work.catchUp();
        long stop = new Turn(session, moved.target(), moved.source(), moved.target(), true, fingerprint)
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
            String fingerprint = session.run(connection -> requireAlike(connection, move));
            long stop = new Turn(session, move.target(), move.target(), move.source(), false, fingerprint)
                    .run(connection -> {
                        SignUpFunctions.turnBack(connection, move);
                        Moves.advance(connection, move, Phase.TAKEN_BACK, Map.of(), 0);
                    });
            notes.add("nothing could be written for %d ms; %s is read-only".formatted(stop, move.target()));
            notes.addAll(endCapturesLater(move));
        } else {
            session.patiently(connection -> {
                endCapture(connection, move.source(), true);
                Removal.ofMoved(connection, move, move.target(), move.source());
                Moves.forget(connection, move);
                return null;
            });
        }
        return moved.ended(Outcome.UNDONE, notes, start);
    }

    /** Refused is a schema that was changed since it was moved; answers the fingerprint of its structure. */
    private static String requireAlike(Connection connection, Move move) throws SQLException {
        String fingerprint = Turn.fingerprint(connection, move.target());
        List<String> differences =
                new ArrayList<>(new TargetSchema(move.source(), move.target()).differences(connection));
        differences.addAll(new TargetSchema(move.target(), move.source()).differences(connection));
        // Functions that triggers on auth.users call read otherwise in the old schema.
        differences.removeIf(difference -> move.functions().containsKey(difference.replaceFirst("^function ", "")));
        if (!differences.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "schema %s was changed since it was moved, and %s has no place for it: %s; make it as it was first"
                            .formatted(
                                    move.target(),
                                    move.source(),
                                    Words.first(
                                            5, differences.stream().distinct().toList())));
        }
        return fingerprint;
    }

    /** Takes the tables away that are not written to any more, all in one transaction. */
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
        session.patiently(connection -> {
            endCapture(connection, kept, true);
            Removal.ofMoved(connection, move, old, kept);
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

    /** The move is taken back; that readers hold a table is no reason to say otherwise. */
    private List<String> endCapturesLater(Move move) {
        try {
            session.patiently(connection -> {
                endCapture(connection, move.source(), true);
                endCapture(connection, move.target(), false);
                return null;
            });
            return List.of();
        } catch (SQLException failure) {
            return List.of("triggers of the move are left, as a table is read (%s): 'move … --finish' takes them away"
                    .formatted(LockedTable.reasonOfWrite(failure, move.source())));
        }
    }

    /** @param isWritten whether it is written to from now on */
    private void endCapture(Connection connection, String schema, boolean isWritten) throws SQLException {
        for (CopiedTable table : CopiedTable.of(connection, schema)) {
            Capture capture = new Capture(moved.target(), table);
            Transaction.runAll(connection, capture.end(connection));
            Transaction.runAll(connection, isWritten ? capture.dropGuards(connection) : List.of());
        }
    }
}
