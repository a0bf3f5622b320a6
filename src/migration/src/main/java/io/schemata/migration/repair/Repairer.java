package io.schemata.migration.repair;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.PlanId;
import io.schemata.migration.preflight.UnderWay;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.RepairedTenant;
import io.schemata.migration.report.TenantStatus;
import io.schemata.migration.status.StatusReader;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Takes the drift of a tenant's schema from its blueprint away, in one transaction, and looks again before it commits. */
@ApplicationScoped
public class Repairer {
    private final Targets targets;
    private final BlueprintStructures blueprints;
    private final MigrationConfig config;

    public Repairer(Targets targets, BlueprintStructures blueprints, MigrationConfig config) {
        this.targets = targets;
        this.blueprints = blueprints;
        this.config = config;
    }

    /** The statements that {@link #repair} would run, and their id. Writes nothing. */
    public Plan plan(RepairRequest request) {
        Target target = target(request.tenant());
        try (Connection connection = JdbcAddress.configured().connectToRead()) {
            Structure blueprint = blueprints.require(connection, target.blueprint());
            return plan(target, Drift.read(Catalog.of(connection, target.schema()), blueprint, request.limits()));
        } catch (SQLException failure) {
            throw new MigrationException(
                    ErrorCode.DATABASE_ERROR, LockedTable.reason(failure, target.schema()), failure);
        }
    }

    private static Plan plan(Target target, Drift drift) {
        List<String> changes = drift.alteration().all().map(Statement::sql).toList();
        return PlanId.plan(target, changes, drift.sql());
    }

    /**
     * Repairs one tenant. Refused: a tenant that is not configured, a service, a stage that is not repaired, pending or edited
     * changesets, a plan that is not approved.
     *
     * @param approved the id of the approved plan, or null; a production tenant needs it
     * @param wait the longest wait for another {@code migrate} that is at work on the tenant
     */
    public RepairedTenant repair(RepairRequest request, String approved, Duration wait) {
        Target target = target(request.tenant());
        long start = System.nanoTime();
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            if (!session.lock(wait)) {
                return failed(target, start, SchemaSession.IS_LOCKED);
            }
            UnderWay.requireNone(session.connection(), target);
            requireUpToDate(target);
            Structure blueprint = blueprints.require(session.connection(), target.blueprint());
            session.setLockTimeout(config.lockTimeout());
            session.connection().setAutoCommit(false);
            Drift drift = Drift.read(Catalog.of(session.connection(), target.schema()), blueprint, request.limits());
            if (!drift.alteration().isEmpty()) {
                StagePolicy.REPAIR.requireApproval(target, plan(target, drift).planId(), approved, "repair --plan");
            }
            new Repair(session, target.schema(), blueprint).run(drift);
            return repaired(target, start, drift);
        } catch (SQLException failure) {
            return failed(target, start, LockedTable.reasonOfWrite(failure, target.schema()));
        }
    }

    private Target target(String name) {
        Target target = StagePolicy.REPAIR.require(targets.select(List.of(name)).get(0));
        requireUpToDate(target);
        return target;
    }

    /** What is pending is not drift. */
    private static void requireUpToDate(Target target) {
        TenantStatus status = StatusReader.changes(target);
        if (status.reason() != null) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, status.reason());
        }
        if (!status.isUpToDate() || !status.edited().isEmpty()) {
            throw new MigrationException(
                    ErrorCode.PENDING_CHANGES,
                    "tenant '%s' has pending or edited changes: see status, and run apply first"
                            .formatted(target.name()));
        }
    }

    private static RepairedTenant repaired(Target target, long start, Drift drift) {
        List<String> statements = drift.alteration().all().map(Statement::sql).toList();
        Outcome outcome = statements.isEmpty() ? Outcome.UP_TO_DATE : Outcome.REPAIRED;
        return new RepairedTenant(
                target.name(), target.schema(), outcome, statements, drift.left(), milliseconds(start), null);
    }

    private static RepairedTenant failed(Target target, long start, String reason) {
        return new RepairedTenant(
                target.name(), target.schema(), Outcome.FAILED, List.of(), List.of(), milliseconds(start), reason);
    }

    private static long milliseconds(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
