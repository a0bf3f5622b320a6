package io.schemata.migration.apply;

import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.Planner;
import io.schemata.migration.preflight.Preflight;
import io.schemata.migration.report.AppliedTenant;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.Progress;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.PlatformTarget;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.StagePolicy.Permission;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.targets.TenantTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import liquibase.exception.LiquibaseException;
import org.jboss.logging.Logger;

/** Brings tenants up to their blueprints. The only thing that may run DDL. */
@ApplicationScoped
public class Applier {
    private static final Logger LOG = Logger.getLogger(Applier.class);

    private final Targets targets;
    private final Planner planner;
    private final Preflight preflight;
    private final TargetUpgrade upgrade;
    private final BlueprintStructures blueprints;

    public Applier(
            Targets targets,
            Planner planner,
            Preflight preflight,
            TargetUpgrade upgrade,
            BlueprintStructures blueprints) {
        this.targets = targets;
        this.planner = planner;
        this.preflight = preflight;
        this.upgrade = upgrade;
        this.blueprints = blueprints;
    }

    /**
     * Migrates the named tenants, or all. One tenant's failure leaves the others done.
     *
     * @param approved the id of the approved plan, or null; without the right one no production tenant is touched
     * @param wait the longest wait for another {@code migrate} that is at work on a tenant
     * @param progress told of each tenant
     */
    public List<AppliedTenant> apply(List<String> names, String approved, Duration wait, Consumer<Progress> progress) {
        List<Target> selected = targets.select(names);
        Map<String, Structure> structures = preflight.require(selected);
        requireApproval(selected, approved);
        boolean isAnyPermitted = selected.stream().anyMatch(target -> StagePolicy.APPLY.of(target) != Permission.NEVER);
        List<Target> all = isAnyPermitted ? targets.inOrder(selected) : selected;
        List<AppliedTenant> done = new ArrayList<>();
        for (Target target : all) {
            AppliedTenant applied =
                    StagePolicy.APPLY.of(target) == Permission.NEVER ? skipped(target) : upgrade.run(target, wait);
            done.add(applied);
            progress.accept(new Progress(done.size(), all.size(), applied.summary()));
            if (target instanceof PlatformTarget) {
                if (applied.outcome() == Outcome.FAILED) {
                    break;
                }
                storeStructures(selected, structures);
            }
        }
        return done;
    }

    private static AppliedTenant skipped(Target target) {
        return new AppliedTenant(
                target.name(), target.schema(), Outcome.SKIPPED, 0, 0, 0, "development is read-only to migrate");
    }

    /** So that later drift can be told. Where that fails the tenants are no worse for it, and validate tells. */
    private void storeStructures(List<Target> selected, Map<String, Structure> made) {
        selected.stream()
                .filter(TenantTarget.class::isInstance)
                .map(Target::blueprint)
                .distinct()
                .forEach(blueprint -> storeStructure(blueprint, made.get(blueprint)));
    }

    private void storeStructure(String blueprint, Structure made) {
        try {
            blueprints.store(blueprint, made);
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            LOG.warnf("the structure of blueprint %s could not be stored: %s", blueprint, FailureReason.of(failure));
        }
    }

    /** A plan that changes nothing needs no approval. */
    private void requireApproval(List<Target> selected, String approved) {
        boolean isNeeded =
                selected.stream().anyMatch(target -> StagePolicy.APPLY.of(target) == Permission.WITH_APPROVAL);
        if (!isNeeded) {
            return;
        }
        Plan plan = planner.plannedFor(selected);
        boolean isEmpty = plan.tenants().stream()
                .allMatch(tenant -> tenant.reason() == null && tenant.changes().isEmpty());
        if (!isEmpty && !plan.planId().equals(approved)) {
            throw new MigrationException(
                    ErrorCode.NOT_APPROVED,
                    "production needs --approve with the id that 'plan' shows for the same tenants now");
        }
    }
}
