package io.schemata.migration.targets;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.Words;
import io.schemata.registry.Stage;
import java.util.Map;

/** What each command that writes may do to a tenant, by its stage: the one table. */
public enum StagePolicy {
    APPLY(Map.of(
            Stage.LOCAL, Permission.GIVEN,
            Stage.DEVELOPMENT, Permission.NEVER,
            Stage.TEST, Permission.GIVEN,
            Stage.STAGING, Permission.GIVEN,
            Stage.PRODUCTION, Permission.WITH_APPROVAL,
            Stage.SERVICE, Permission.GIVEN)),
    REPAIR(Map.of(
            Stage.LOCAL, Permission.GIVEN,
            Stage.DEVELOPMENT, Permission.NEVER,
            Stage.TEST, Permission.GIVEN,
            Stage.STAGING, Permission.GIVEN,
            Stage.PRODUCTION, Permission.WITH_APPROVAL,
            Stage.SERVICE, Permission.NEVER)),
    BASELINE(REPAIR.byStage),
    ADOPT(REPAIR.byStage),
    ROLLBACK(REPAIR.byStage),
    MOVE(REPAIR.byStage),
    CREATE(Map.of(
            Stage.LOCAL, Permission.GIVEN,
            Stage.DEVELOPMENT, Permission.NEVER,
            Stage.TEST, Permission.GIVEN,
            Stage.STAGING, Permission.NEVER,
            Stage.PRODUCTION, Permission.NEVER,
            Stage.SERVICE, Permission.NEVER)),
    SYNC(Map.of(
            Stage.LOCAL, Permission.GIVEN,
            Stage.DEVELOPMENT, Permission.NEVER,
            Stage.TEST, Permission.GIVEN,
            Stage.STAGING, Permission.GIVEN,
            Stage.PRODUCTION, Permission.NEVER,
            Stage.SERVICE, Permission.NEVER));

    /** Whether a command may write. */
    public enum Permission {
        GIVEN,
        /** Only with the id of the plan that was looked at. */
        WITH_APPROVAL,
        NEVER
    }

    private final Map<Stage, Permission> byStage;

    StagePolicy(Map<Stage, Permission> byStage) {
        this.byStage = byStage;
    }

    /** The target where the command may write to it at all, and it is a tenant's; else it is refused. */
    public Target require(Target target) {
        if (!(target instanceof TenantTarget) || of(target) == Permission.NEVER) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "tenant '%s' is not for %s: its stage is %s"
                            .formatted(target.name(), Words.of(this), Words.of(target.stage())));
        }
        return target;
    }

    /**
     * Refuses a plan that is not approved where it has to be.
     *
     * @param shownBy the command that shows the plan's id
     */
    public void requireApproval(Target target, String planId, String approved, String shownBy) {
        if (of(target) == Permission.WITH_APPROVAL && !planId.equals(approved)) {
            throw new MigrationException(
                    ErrorCode.NOT_APPROVED,
                    "production needs --approve with the id that '%s' shows for the same options now"
                            .formatted(shownBy));
        }
    }

    public Permission of(Target target) {
        return of(target.stage());
    }

    public Permission of(Stage stage) {
        return byStage.get(stage);
    }
}
