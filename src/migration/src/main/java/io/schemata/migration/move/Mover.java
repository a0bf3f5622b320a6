package io.schemata.migration.move;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.apply.TargetUpgrade;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.exposure.DataApi;
import io.schemata.migration.report.AppliedTenant;
import io.schemata.migration.report.MovePlan;
import io.schemata.migration.report.MovedSchema;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Moves a schema into a tenant's in place: under its new name, with its old names as views. */
@ApplicationScoped
public class Mover {
    private final Targets targets;
    private final TargetUpgrade upgrade;
    private final MigrationConfig config;

    public Mover(Targets targets, TargetUpgrade upgrade, MigrationConfig config) {
        this.targets = targets;
        this.upgrade = upgrade;
        this.config = config;
    }

    /** What the move would do; it is done, and taken back. */
    public MovePlan check(MoveRequest request) {
        MovedTenant moved = MovedTenant.of(request, targets);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), moved.target())) {
            session.setLockTimeout(JdbcAddress.LONGEST_LOOK);
            return Transaction.tried(session.connection(), connection -> plan(connection, moved));
        } catch (SQLException failure) {
            throw failed(failure, moved);
        }
    }

    /**
     * Moves it, in one transaction. Refused: a tenant that is not configured, a stage that is not moved, a schema of the
     * database's own or Supabase's, what {@link #check} finds in the way, a plan that is not approved.
     *
     * @param approved the id of the approved plan, or null; a production tenant needs it
     * @param wait the longest wait for another {@code migrate} that is at work on one of the schemas
     */
    public MovedSchema move(MoveRequest request, String approved, Duration wait) {
        MovedTenant moved = MovedTenant.of(request, targets);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), moved.target())) {
            if (!isAlone(session, moved, wait)) {
                return MovedSchema.failed(moved.source(), moved.target(), SchemaSession.IS_LOCKED);
            }
            MovePlan plan = Transaction.tried(session.connection(), connection -> plan(connection, moved));
            if (!plan.obstacles().isEmpty()) {
                throw new MigrationException(
                        ErrorCode.NOT_POSSIBLE,
                        "cannot be moved, nothing was changed: " + String.join("; ", plan.obstacles()));
            }
            moved.requireApproval(plan.planId(), approved, "move --check");
            makePlatform(wait);
            long start = System.nanoTime();
            Transaction.run(session.connection(), connection -> {
                InPlace done = InPlace.run(connection, moved.source(), moved.target());
                Moves.note(connection, done.move());
                DataApi.reload(connection);
                return done;
            });
            return ended(moved, Outcome.MOVED, plan.notes(), start);
        } catch (SQLException failure) {
            return MovedSchema.failed(
                    moved.source(), moved.target(), LockedTable.reasonOfWrite(failure, moved.source()));
        }
    }

    /**
     * Takes a move back, in one transaction. Refused: a move that is not known or is finished, things that came into the old
     * schema since, a plan that is not approved.
     */
    public MovedSchema takeBack(MoveRequest request, String approved, Duration wait) {
        return end(request, approved, wait, Outcome.UNDONE, (connection, move) -> {
            List<String> statements = InPlace.takeBack(connection, move);
            Moves.takeBack(connection, move);
            return statements;
        });
    }

    /** The statements of {@link #takeBack}, and their id; they are run, and taken back. */
    public MovePlan checkTakingBack(MoveRequest request) {
        MovedTenant moved = MovedTenant.of(request, targets);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), moved.target())) {
            session.setLockTimeout(JdbcAddress.LONGEST_LOOK);
            return Transaction.tried(session.connection(), connection -> {
                long start = System.nanoTime();
                List<String> statements = InPlace.takeBack(connection, find(connection, moved));
                return moved.plan(MoveCheck.NONE, statements, start);
            });
        } catch (SQLException failure) {
            throw failed(failure, moved);
        }
    }

    /**
     * Takes the old names away; the move cannot be taken back afterwards.
     *
     * @param typed the old schema's name, as the person has typed it
     */
    public MovedSchema finish(MoveRequest request, String typed, Duration wait) {
        MovedTenant moved = MovedTenant.of(request, targets);
        if (!moved.source().equals(typed)) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION,
                    "--finish takes the old names in schema %1$s away: type its name, --drop %1$s"
                            .formatted(moved.source()));
        }
        return end(request, null, wait, Outcome.FINISHED, (connection, move) -> {
            List<String> statements = InPlace.takingAway(connection, move);
            Transaction.runAll(connection, statements);
            Moves.forget(connection, move);
            return statements;
        });
    }

    /** What is done to a move that is known. */
    private interface End {
        List<String> run(Connection connection, Move move) throws SQLException;
    }

    private MovedSchema end(MoveRequest request, String approved, Duration wait, Outcome outcome, End work) {
        MovedTenant moved = MovedTenant.of(request, targets);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), moved.target())) {
            if (!isAlone(session, moved, wait)) {
                return MovedSchema.failed(moved.source(), moved.target(), SchemaSession.IS_LOCKED);
            }
            long start = System.nanoTime();
            Transaction.run(session.connection(), connection -> {
                List<String> statements = work.run(connection, find(connection, moved));
                if (outcome == Outcome.UNDONE) {
                    String planId =
                            moved.plan(MoveCheck.NONE, statements, start).planId();
                    moved.requireApproval(planId, approved, "move --rollback --check");
                }
                DataApi.reload(connection);
                return statements;
            });
            return ended(moved, outcome, List.of(), start);
        } catch (SQLException failure) {
            return MovedSchema.failed(
                    moved.source(), moved.target(), LockedTable.reasonOfWrite(failure, moved.target()));
        }
    }

    private static Move find(Connection connection, MovedTenant moved) throws SQLException {
        return Moves.find(connection, moved.target())
                .filter(move -> move.source().equals(moved.source()))
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.NOT_ALLOWED,
                        "no move of %s to %s is known, or it is finished".formatted(moved.source(), moved.target())));
    }

    private static MovePlan plan(Connection connection, MovedTenant moved) throws SQLException {
        MoveCheck check = MoveCheck.read(connection, moved.source(), moved.target());
        long start = System.nanoTime();
        List<String> statements = check.obstacles().isEmpty()
                ? InPlace.run(connection, moved.source(), moved.target()).statements()
                : List.of();
        return moved.plan(check, statements, start);
    }

    private boolean isAlone(SchemaSession session, MovedTenant moved, Duration wait) throws SQLException {
        boolean isAlone = session.in(moved.source()).lock(wait) && session.lock(wait);
        session.setLockTimeout(config.lockTimeout());
        return isAlone;
    }

    private void makePlatform(Duration wait) throws SQLException {
        AppliedTenant platform = upgrade.run(targets.platform(), wait, null);
        if (platform.outcome() == Outcome.FAILED) {
            throw new SQLException("what all tenants need: " + platform.reason());
        }
    }

    private static MovedSchema ended(MovedTenant moved, Outcome outcome, List<String> notes, long start) {
        return new MovedSchema(
                moved.source(), moved.target(), outcome, notes, (System.nanoTime() - start) / 1_000_000, null);
    }

    private static MigrationException failed(SQLException failure, MovedTenant moved) {
        return new MigrationException(
                ErrorCode.DATABASE_ERROR, LockedTable.reasonOfWrite(failure, moved.source()), failure);
    }
}
