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
import io.schemata.migration.move.Move.Phase;
import io.schemata.migration.report.AppliedTenant;
import io.schemata.migration.report.MovePlan;
import io.schemata.migration.report.MovedSchema;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Progress;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Script;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Moves a schema into a tenant's: in place, under its new name with its old names as views; or by copying its rows. */
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

    /** What the move would do; it is tried, and taken back. */
    public MovePlan check(MoveRequest request) {
        MovedTenant moved = MovedTenant.of(request, targets);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), moved.target())) {
            session.setLockTimeout(JdbcAddress.LONGEST_LOOK);
            return Transaction.tried(session.connection(), connection -> plan(connection, moved, request.isCopy()));
        } catch (SQLException failure) {
            throw new MigrationException(
                    ErrorCode.DATABASE_ERROR, LockedTable.reasonOfWrite(failure, moved.source()), failure);
        }
    }

    /**
     * Moves it: in place in one transaction; or by copying, and goes on with a copy that is under way. Refused: a tenant that
     * is not configured, a stage that is not moved, a schema of the database's own or Supabase's, what {@link #check} finds in
     * the way, a plan that is not approved.
     *
     * @param approved the id of the approved plan, or null; a production tenant needs it
     * @param wait the longest wait for another {@code migrate} that is at work on one of the schemas
     * @param progress told of each step of a copy
     */
    public MovedSchema move(MoveRequest request, String approved, Duration wait, Consumer<Progress> progress) {
        MovedTenant moved = MovedTenant.of(request, targets);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), moved.target())) {
            if (!moved.lock(session, wait)) {
                return MovedSchema.failed(moved.source(), moved.target(), SchemaSession.IS_LOCKED);
            }
            session.setLockTimeout(config.lockTimeout());
            CopyMover copy = new CopyMover(session, moved);
            if (request.isCopy() && isUnderWay(session.connection(), moved)) {
                return MoveNote.of(
                        "move, gone on with", null, session, moved, () -> copy.goOn(request.keepDays(), progress));
            }
            MovePlan plan =
                    Transaction.tried(session.connection(), connection -> plan(connection, moved, request.isCopy()));
            if (!plan.obstacles().isEmpty()) {
                throw new MigrationException(
                        ErrorCode.NOT_POSSIBLE,
                        "cannot be moved, nothing was changed: " + String.join("; ", plan.obstacles()));
            }
            moved.requireApproval(plan.planId(), approved, "move --check");
            makePlatform(wait);
            if (request.isCopy()) {
                return MoveNote.of("move", plan.planId(), session, moved, () -> {
                    copy.begin();
                    return copy.goOn(request.keepDays(), progress);
                });
            }
            return MoveNote.of("move --in-place", plan.planId(), session, moved, () -> inPlace(session, moved, plan));
        } catch (SQLException failure) {
            return MovedSchema.failed(
                    moved.source(), moved.target(), LockedTable.reasonOfWrite(failure, moved.source()));
        }
    }

    private static MovedSchema inPlace(SchemaSession session, MovedTenant moved, MovePlan plan) throws SQLException {
        long start = System.nanoTime();
        Transaction.run(session.connection(), connection -> {
            InPlace done = InPlace.run(connection, moved.source(), moved.target());
            Moves.noteInPlace(connection, done.move());
            DataApi.reload(connection);
            return done;
        });
        return moved.ended(Outcome.MOVED, plan.notes(), start);
    }

    private static boolean isUnderWay(Connection connection, MovedTenant moved) throws SQLException {
        return Moves.find(connection, moved.target())
                .filter(move -> move.isCopy() && move.source().equals(moved.source()))
                .filter(move -> move.phase() == Phase.COPYING || move.phase() == Phase.COPIED)
                .isPresent();
    }

    private static MovePlan plan(Connection connection, MovedTenant moved, boolean isCopy) throws SQLException {
        MoveCheck check = MoveCheck.read(connection, moved.source(), moved.target(), isCopy);
        long start = System.nanoTime();
        if (isCopy) {
            String sql = check.obstacles().isEmpty()
                    ? Script.of(Catalog.of(connection, moved.source()), moved.target())
                    : "";
            return moved.plan(check, List.of(sql), start);
        }
        List<String> statements = check.obstacles().isEmpty()
                ? InPlace.run(connection, moved.source(), moved.target()).statements()
                : List.of();
        return moved.plan(check, statements, start);
    }

    private void makePlatform(Duration wait) throws SQLException {
        AppliedTenant platform = upgrade.run(targets.platform(), wait, null, null);
        if (platform.outcome() == Outcome.FAILED) {
            throw new SQLException("what all tenants need: " + platform.reason());
        }
    }
}
