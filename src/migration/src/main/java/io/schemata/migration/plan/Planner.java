package io.schemata.migration.plan;

import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.move.Moves;
import io.schemata.migration.preflight.Preflight;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.TenantPlan;
import io.schemata.migration.report.Words;
import io.schemata.migration.targets.PlatformTarget;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tells the exact SQL that each tenant would get. Writes nothing. */
@ApplicationScoped
public class Planner {
    private final Targets targets;
    private final Preflight preflight;

    public Planner(Targets targets, Preflight preflight) {
        this.targets = targets;
        this.preflight = preflight;
    }

    /** The plan for the named tenants, or all; what cannot be done is refused. */
    public Plan plan(List<String> names) {
        List<Target> selected = targets.select(names);
        preflight.require(selected);
        return plannedFor(selected);
    }

    /** The plan for targets that are known to be possible. */
    public Plan plannedFor(List<Target> selected) {
        List<Target> all = targets.inOrder(selected);
        try (SchemaSession session =
                SchemaSession.openToLook(JdbcAddress.configured(), all.get(0).schema())) {
            List<TenantPlan> plans =
                    all.stream().map(target -> plan(session, target)).toList();
            return new Plan(PlanId.of(plans), plans);
        } catch (SQLException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        }
    }

    private static TenantPlan plan(SchemaSession shared, Target target) {
        if (StagePolicy.APPLY.of(target) == StagePolicy.Permission.NEVER) {
            return plan(target, PendingSteps.NONE, "development is read-only to migrate", null);
        }
        try {
            SchemaSession session = shared.in(target.schema());
            Optional<String> moved = Moves.remark(session.connection(), target.schema());
            if (moved.isPresent()) {
                return plan(target, PendingSteps.NONE, moved.get(), null);
            }
            LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
            return plan(target, PendingSteps.read(target, session, liquibase), null, null);
        } catch (SQLException | RuntimeException failure) {
            return plan(target, PendingSteps.NONE, null, LockedTable.reason(failure, target.schema()));
        }
    }

    private static TenantPlan plan(Target target, PendingSteps pending, String skipped, String reason) {
        return new TenantPlan(
                target.name(),
                target.schema(),
                stage(target),
                pending.names(),
                pending.sql(),
                pending.warnings(),
                skipped,
                reason);
    }

    /** What all tenants need is of no stage. */
    private static String stage(Target target) {
        return target instanceof PlatformTarget ? target.blueprint() : Words.of(target.stage());
    }
}
