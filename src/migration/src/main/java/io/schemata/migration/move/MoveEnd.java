package io.schemata.migration.move;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.exposure.DataApi;
import io.schemata.migration.report.MovePlan;
import io.schemata.migration.report.MovedSchema;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Takes moves back, and finishes them. */
@ApplicationScoped
public class MoveEnd {
    private final Targets targets;
    private final MigrationConfig config;

    public MoveEnd(Targets targets, MigrationConfig config) {
        this.targets = targets;
        this.config = config;
    }

    /** What {@link #takeBack} would do; of a move in place it is tried, and taken back. */
    public MovePlan check(MoveRequest request) {
        MovedTenant moved = MovedTenant.of(request, targets);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), moved.target())) {
            session.setLockTimeout(JdbcAddress.LONGEST_LOOK);
            return Transaction.tried(
                    session.connection(), connection -> plan(connection, moved, find(connection, moved)));
        } catch (SQLException failure) {
            throw new MigrationException(
                    ErrorCode.DATABASE_ERROR, LockedTable.reasonOfWrite(failure, moved.target()), failure);
        }
    }

    /**
     * Takes a move back: in place, all names are as before; of a copy, all that was written since goes into the old tables, or
     * where it has not moved yet the copy is dropped. Refused: a move that is not known or is finished, a plan that is not
     * approved; things that came into the old schema of a move in place.
     */
    public MovedSchema takeBack(MoveRequest request, String approved, Duration wait) {
        return end(request, wait, (session, moved, move) -> {
            if (move.phase() == Move.Phase.TAKEN_BACK) {
                throw new MigrationException(
                        ErrorCode.NOT_ALLOWED, "the move to %s was taken back already".formatted(moved.target()));
            }
            MovePlan plan = Transaction.tried(session.connection(), connection -> plan(connection, moved, move));
            moved.requireApproval(plan.planId(), approved, "move --rollback --check");
            return MoveNote.of(
                    "move --rollback",
                    plan.planId(),
                    session,
                    moved,
                    () -> move.isCopy()
                            ? new CopyMover(session, moved).takeBack(move)
                            : takeBackInPlace(session, moved, move));
        });
    }

    private static MovedSchema takeBackInPlace(SchemaSession session, MovedTenant moved, Move move)
            throws SQLException {
        long start = System.nanoTime();
        Transaction.run(session.connection(), connection -> {
            InPlace.takeBack(connection, move);
            Moves.takeBack(connection, move);
            DataApi.reload(connection);
            return null;
        });
        return moved.ended(Outcome.UNDONE, List.of(), start);
    }

    /**
     * Takes away what is of no use any more; the move cannot be taken back afterwards. Refused: a move that is not known, a copy
     * whose old tables are to be kept still, a name that is not the old schema's.
     *
     * @param typed the old schema's name, as the person has typed it
     */
    public MovedSchema finish(MoveRequest request, String typed, Duration wait) {
        return end(request, wait, (session, moved, move) -> {
            return MoveNote.of(
                    "move --finish",
                    null,
                    session,
                    moved,
                    () -> move.isCopy()
                            ? new CopyMover(session, moved).finish(move, typed)
                            : finishInPlace(session, moved, move, typed));
        });
    }

    private static MovedSchema finishInPlace(SchemaSession session, MovedTenant moved, Move move, String typed)
            throws SQLException {
        if (!moved.source().equals(typed)) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION,
                    "--finish takes the old names in schema %1$s away: type its name, --drop %1$s"
                            .formatted(moved.source()));
        }
        long start = System.nanoTime();
        Transaction.run(session.connection(), connection -> {
            Transaction.runAll(connection, InPlace.takingAway(connection, move));
            Moves.forget(connection, move);
            DataApi.reload(connection);
            return null;
        });
        return moved.ended(Outcome.FINISHED, List.of(), start);
    }

    /** What is done to a move that is known. */
    private interface End {
        MovedSchema run(SchemaSession session, MovedTenant moved, Move move) throws SQLException;
    }

    private MovedSchema end(MoveRequest request, Duration wait, End work) {
        MovedTenant moved = MovedTenant.of(request, targets);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), moved.target())) {
            if (!moved.lock(session, wait)) {
                return MovedSchema.failed(moved.source(), moved.target(), SchemaSession.IS_LOCKED);
            }
            session.setLockTimeout(config.lockTimeout());
            return work.run(session, moved, find(session.connection(), moved));
        } catch (SQLException failure) {
            return MovedSchema.failed(
                    moved.source(), moved.target(), LockedTable.reasonOfWrite(failure, moved.target()));
        }
    }

    private static MovePlan plan(Connection connection, MovedTenant moved, Move move) throws SQLException {
        long start = System.nanoTime();
        List<String> statements = move.isCopy()
                ? List.of("-- %s, begun as %s".formatted(move.phase().word(), move.source()))
                : InPlace.takeBack(connection, move);
        return moved.plan(MoveCheck.NONE, statements, start);
    }

    private static Move find(Connection connection, MovedTenant moved) throws SQLException {
        return Moves.find(connection, moved.target())
                .filter(move -> move.source().equals(moved.source()))
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.NOT_ALLOWED,
                        "no move of %s to %s is known, or it is finished".formatted(moved.source(), moved.target())));
    }
}
