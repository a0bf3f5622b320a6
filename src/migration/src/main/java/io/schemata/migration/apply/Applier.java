package io.schemata.migration.apply;

import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.database.Snapshot;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.Planner;
import io.schemata.migration.preflight.Preflight;
import io.schemata.migration.preflight.TriedBlueprints;
import io.schemata.migration.report.AppliedRollout;
import io.schemata.migration.report.AppliedTenant;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.Progress;
import io.schemata.migration.rollout.RolloutLog;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.StagePolicy.Permission;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.targets.TenantTarget;
import io.schemata.migration.validate.Validator;
import io.schemata.registry.LinkSets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Brings tenants up to their blueprints, stage by stage. */
@ApplicationScoped
public class Applier {
    private static final Logger LOG = Logger.getLogger(Applier.class);

    private final Targets targets;
    private final Planner planner;
    private final Preflight preflight;
    private final TargetUpgrade upgrade;
    private final BlueprintStructures blueprints;
    private final Validator validator;

    public Applier(
            Targets targets,
            Planner planner,
            Preflight preflight,
            TargetUpgrade upgrade,
            BlueprintStructures blueprints,
            Validator validator) {
        this.targets = targets;
        this.planner = planner;
        this.preflight = preflight;
        this.upgrade = upgrade;
        this.blueprints = blueprints;
        this.validator = validator;
    }

    /**
     * Migrates the named tenants, or all: {@link Rollout} has the order. Refused: a tenant or a canary that is not selected, a
     * canary that keeps the links of others, a tag that another run has, what {@link Preflight} refuses, a plan for production
     * that is not approved, and one that destroys data there with no backup named.
     *
     * @param progress told of each tenant
     */
    public AppliedRollout apply(ApplyRequest request, Consumer<Progress> progress) {
        List<Target> selected = targets.select(request.tenants());
        Predicate<Target> isCanary = canaries(selected, request.guards().canaries());
        requireNewTag(request.guards().tag());
        TriedBlueprints tried = preflight.require(selected);
        Plan plan = planner.plannedFor(selected);
        Approval.require(plan, request);
        Rollout rollout = new Rollout(RolloutGroup.of(selected, targets, isCanary), request, progress);
        try (RolloutRun run = new RolloutRun(upgrade, plan, request)) {
            if (isAnyPermitted(selected)) {
                rollout.begin(run.migrate(targets.platform()));
                storeStructures(selected, tried);
            }
            List<AppliedTenant> done = rollout.run(run::migrate, canary -> finding(canary, plan));
            return run.end(done);
        }
    }

    private static void requireNewTag(String tag) {
        if (tag != null) {
            Snapshot.of(connection -> {
                RolloutLog.requireNewTag(connection, tag);
                return tag;
            });
        }
    }

    private static boolean isAnyPermitted(List<Target> selected) {
        return selected.stream().anyMatch(target -> StagePolicy.APPLY.of(target) != Permission.NEVER);
    }

    private Predicate<Target> canaries(List<Target> selected, List<String> named) {
        if (named.isEmpty()) {
            return targets::isCanary;
        }
        Set<String> unknown = new HashSet<>(named);
        selected.forEach(target -> unknown.remove(target.name()));
        if (!unknown.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.UNKNOWN_TENANT,
                    "--canary: '%s' is none of the tenants that are selected"
                            .formatted(unknown.iterator().next()));
        }
        selected.stream()
                .filter(target -> named.contains(target.name()) && LinkSets.keepsLinks(target.tenant()))
                .findFirst()
                .ifPresent(links -> {
                    throw new MigrationException(
                            ErrorCode.INVALID_OPTION,
                            "--canary: '%s' keeps the links of others, and comes after them".formatted(links.name()));
                });
        return target -> named.contains(target.name());
    }

    /** The first finding of a canary, or null; where no change is pending anywhere there is nothing to hold back. */
    private String finding(Target canary, Plan plan) {
        boolean isAnythingPlanned =
                plan.tenants().stream().anyMatch(tenant -> !tenant.changes().isEmpty());
        return isAnythingPlanned
                ? validator
                        .validate(List.of(canary.name()), false, none -> {})
                        .get(0)
                        .firstFinding()
                : null;
    }

    /** So that later drift can be told. Where that fails the tenants are no worse for it, and validate tells. */
    private void storeStructures(List<Target> selected, TriedBlueprints tried) {
        selected.stream()
                .filter(TenantTarget.class::isInstance)
                .map(Target::blueprint)
                .distinct()
                .filter(blueprint -> !tried.stored().contains(blueprint))
                .forEach(blueprint -> storeStructure(blueprint, tried.made().get(blueprint)));
    }

    private void storeStructure(String blueprint, Structure made) {
        try {
            blueprints.store(blueprint, made);
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf("the structure of blueprint %s could not be stored: %s", blueprint, FailureReason.of(failure));
        }
    }
}
