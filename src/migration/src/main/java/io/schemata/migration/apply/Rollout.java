package io.schemata.migration.apply;

import io.schemata.migration.AtOnce;
import io.schemata.migration.report.AppliedTenant;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Progress;
import io.schemata.migration.targets.Target;
import io.schemata.registry.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The run of an {@code apply} over its groups. A tenant that fails leaves the others of its stage to be done, and stops the
 * later stages; a canary that fails stops everything after it.
 */
final class Rollout {
    private final List<RolloutGroup> groups;
    private final int parallel;
    private final boolean isContinued;
    private final Consumer<Progress> progress;
    private final int all;
    private final List<AppliedTenant> done = new ArrayList<>();

    /** Why nothing of the stages behind {@link #stoppedAt} is done, or null. */
    private String stop;

    /** The last stage that still goes on; null for none. */
    private Stage stoppedAt;

    Rollout(List<RolloutGroup> groups, ApplyRequest request, Consumer<Progress> progress) {
        this.groups = groups;
        this.parallel = request.parallel();
        this.isContinued = request.guards().isContinued();
        this.progress = progress;
        this.all = 1 + groups.stream().mapToInt(group -> group.targets().size()).sum();
    }

    /** Notes what all tenants need; where that has failed nothing else is done. */
    void begin(AppliedTenant platform) {
        add(platform);
        if (platform.outcome() == Outcome.FAILED) {
            stop("what all tenants need has failed", null);
        }
    }

    /**
     * Migrates group by group.
     *
     * @param migrate what is done to a tenant, in as many threads as are asked for
     * @param check what is done to canaries that were migrated: the reason why one is not sound, or null
     */
    List<AppliedTenant> run(Function<Target, AppliedTenant> migrate, Function<Target, String> check) {
        for (RolloutGroup group : groups) {
            if (isStopped(group)) {
                group.targets().forEach(target -> add(skipped(target, stop)));
                continue;
            }
            Function<Target, AppliedTenant> work =
                    group.isOfCanaries() ? target -> checked(migrate.apply(target), target, check) : migrate;
            List<AppliedTenant> ended = AtOnce.run(group.targets(), parallel, work.andThen(applied -> add(applied)));
            ended.stream()
                    .filter(applied -> applied.outcome() == Outcome.FAILED)
                    .findFirst()
                    .ifPresent(failed -> stop(failed, group));
        }
        return done;
    }

    private void stop(AppliedTenant failed, RolloutGroup group) {
        if (group.isOfCanaries()) {
            stop("the canary %s has failed".formatted(failed.tenant()), null);
        } else if (!isContinued) {
            stop("%s of the stage %s has failed".formatted(failed.tenant(), group.stageWord()), group.stage());
        }
    }

    private void stop(String reason, Stage last) {
        stop = reason;
        stoppedAt = last;
    }

    private boolean isStopped(RolloutGroup group) {
        return stop != null && (stoppedAt == null || group.stage().compareTo(stoppedAt) > 0);
    }

    private static AppliedTenant checked(AppliedTenant applied, Target target, Function<Target, String> check) {
        if (applied.outcome() == Outcome.FAILED || applied.outcome() == Outcome.SKIPPED) {
            return applied;
        }
        String finding = check.apply(target);
        return finding == null ? applied : applied.failed("migrated, but validate finds " + finding);
    }

    private synchronized AppliedTenant add(AppliedTenant applied) {
        done.add(applied);
        progress.accept(new Progress(done.size(), all, applied.summary()));
        return applied;
    }

    static AppliedTenant skipped(Target target, String reason) {
        return new AppliedTenant(target.name(), target.schema(), Outcome.SKIPPED, 0, 0, 0, reason);
    }
}
