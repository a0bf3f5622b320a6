package io.schemata.migration.apply;

import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.AppliedRollout;
import io.schemata.migration.report.AppliedTenant;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.TenantPlan;
import io.schemata.migration.rollout.RolloutLog;
import io.schemata.migration.targets.PlatformTarget;
import io.schemata.migration.targets.Target;
import io.schemata.registry.LinkSets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an {@code apply} does to one tenant after the other, and notes of it. A tenant whose plan is empty is not connected to.
 * A run that changes nothing, and is asked for no tag, is not noted.
 */
final class RolloutRun implements AutoCloseable {
    private final TargetUpgrade upgrade;
    private final ApplyRequest request;
    private final Plan plan;
    private final Map<String, TenantPlan> plans;
    private final Set<String> known = new HashSet<>();
    private RolloutLog log;

    RolloutRun(TargetUpgrade upgrade, Plan plan, ApplyRequest request) {
        this.upgrade = upgrade;
        this.request = request;
        this.plan = plan;
        this.plans = plan.tenants().stream().collect(Collectors.toMap(TenantPlan::tenant, Function.identity()));
    }

    AppliedTenant migrate(Target target) {
        String skipped = plans.get(target.name()).skipped();
        if (skipped != null) {
            return Rollout.skipped(target, skipped);
        }
        if (target instanceof PlatformTarget) {
            return begun(
                    isEmpty(target)
                            ? upToDate(target)
                            : upgrade.run(target, request.longestWait(), planned(target), null));
        }
        return isDone(target) ? upToDate(target) : upgrade.run(target, request.longestWait(), planned(target), log);
    }

    private static AppliedTenant upToDate(Target target) {
        return new AppliedTenant(target.name(), target.schema(), Outcome.UP_TO_DATE, 0, 0, 0, null);
    }

    private boolean isEmpty(Target target) {
        TenantPlan planned = plans.get(target.name());
        return planned.reason() == null && planned.changes().isEmpty();
    }

    /** A plan that could not be read, of a tenant that is no production one, holds nothing back. */
    private List<String> planned(Target target) {
        TenantPlan planned = plans.get(target.name());
        return planned.reason() == null ? planned.changes() : null;
    }

    /** Ends the run, and tells the Data API once where something was changed. */
    AppliedRollout end(List<AppliedTenant> done) {
        AppliedRollout rollout = new AppliedRollout(log == null ? null : log.name(), done);
        if (log != null) {
            log.end(rollout.hasFailed(), done.stream().anyMatch(tenant -> tenant.changes() > 0));
        }
        return rollout;
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
    }

    /**
     * Tenants that keep links are looked at when those of the others are made. One that was never noted is noted now, and so
     * is each where the run gets a tag.
     */
    private boolean isDone(Target target) {
        return isEmpty(target)
                && !LinkSets.keepsLinks(target.tenant())
                && (log == null || request.guards().tag() == null && known.contains(target.schema()));
    }

    private AppliedTenant begun(AppliedTenant platform) {
        if (platform.outcome() == Outcome.FAILED || !isToBeNoted(platform)) {
            return platform;
        }
        try {
            log = RolloutLog.begin(new RolloutLog.Run(
                    "apply",
                    request.guards().tag(),
                    plan.planId(),
                    request.guards().backupReference(),
                    request.asker()));
            known.addAll(log.knownSchemas());
            return platform;
        } catch (SQLException | MigrationException failure) {
            return platform.failed(FailureReason.of(failure));
        }
    }

    private boolean isToBeNoted(AppliedTenant platform) {
        return platform.outcome() == Outcome.MIGRATED
                || request.guards().tag() != null
                || plan.tenants().stream()
                        .anyMatch(tenant ->
                                tenant.reason() != null || !tenant.changes().isEmpty());
    }
}
