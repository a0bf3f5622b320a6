package io.schemata.migration.rollback;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.PlanId;
import io.schemata.migration.preflight.UnderWay;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.RolledBackTenant;
import io.schemata.migration.report.Words;
import io.schemata.migration.rollout.RolloutEntry;
import io.schemata.migration.rollout.RolloutLog;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Takes a tenant's schema back to a state before, in one transaction. */
@ApplicationScoped
public class Rollbacker {
    private final Targets targets;
    private final MigrationConfig config;

    public Rollbacker(Targets targets, MigrationConfig config) {
        this.targets = targets;
        this.config = config;
    }

    /** The statements that {@link #rollback} would run, and their id. They are run, and taken back. */
    public Plan plan(RollbackRequest request) {
        Target target = target(request);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            session.setLockTimeout(JdbcAddress.LONGEST_LOOK);
            UnderWay.requireNone(session.connection(), target);
            try {
                return plan(target, TenantRollback.run(session, target, request));
            } finally {
                session.connection().rollback();
            }
        } catch (SQLException failure) {
            throw new MigrationException(
                    ErrorCode.DATABASE_ERROR, LockedTable.reasonOfWrite(failure, target.schema()), failure);
        }
    }

    /**
     * Takes one tenant back. Refused: a tenant that is not configured, a service, a stage that is not rolled back, a state that
     * is not known, changes that cannot be taken back, rows that would be lost without leave, a plan that is not approved.
     *
     * @param approved the id of the approved plan, or null; a production tenant needs it
     * @param wait the longest wait for another {@code migrate} that is at work on the tenant
     */
    public RolledBackTenant rollback(RollbackRequest request, String approved, Duration wait) {
        Target target = target(request);
        long start = System.nanoTime();
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            if (!session.lock(wait)) {
                return failed(target, start, SchemaSession.IS_LOCKED);
            }
            session.setLockTimeout(config.lockTimeout());
            UnderWay.requireNone(session.connection(), target);
            TenantRollback done = TenantRollback.run(session, target, request);
            String planId = plan(target, done).planId();
            if (done.names().isEmpty()) {
                session.connection().rollback();
                return ended(target, start, Outcome.UP_TO_DATE, done);
            }
            StagePolicy.ROLLBACK.requireApproval(target, planId, approved, "rollback --plan");
            try (RolloutLog log = RolloutLog.begin(RolloutLog.Run.of("rollback", planId))) {
                session.connection().commit();
                RolledBackTenant ended = ended(target, start, Outcome.ROLLED_BACK, done);
                note(log, session, target, ended, done);
                return ended;
            }
        } catch (SQLException failure) {
            return failed(target, start, LockedTable.reasonOfWrite(failure, target.schema()));
        }
    }

    private Target target(RollbackRequest request) {
        return StagePolicy.ROLLBACK.require(
                targets.select(List.of(request.tenant())).get(0));
    }

    private static Plan plan(Target target, TenantRollback rollback) {
        String sql = rollback.statements().stream()
                .map(statement -> statement.strip() + (statement.strip().endsWith(";") ? "\n" : ";\n"))
                .collect(Collectors.joining());
        return PlanId.plan(target, rollback.names(), sql);
    }

    private static void note(
            RolloutLog log, SchemaSession session, Target target, RolledBackTenant done, TenantRollback rollback)
            throws SQLException {
        log.note(new RolloutEntry(
                done.tenant(),
                done.schema(),
                Words.of(done.outcome()),
                done.changes(),
                done.milliseconds(),
                "to " + rollback.state(),
                target.blueprint(),
                rollback.version(),
                RolloutEntry.history(session)));
        log.end(false, true);
    }

    private static RolledBackTenant ended(Target target, long start, Outcome outcome, TenantRollback rollback) {
        return new RolledBackTenant(
                target.name(),
                target.schema(),
                outcome,
                rollback.names(),
                rollback.statements(),
                milliseconds(start),
                null);
    }

    private static RolledBackTenant failed(Target target, long start, String reason) {
        return new RolledBackTenant(
                target.name(), target.schema(), Outcome.FAILED, List.of(), List.of(), milliseconds(start), reason);
    }

    private static long milliseconds(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
