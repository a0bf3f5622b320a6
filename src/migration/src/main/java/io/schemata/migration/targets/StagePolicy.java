package io.schemata.migration.targets;

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

    public Permission of(Target target) {
        return of(target.stage());
    }

    public Permission of(Stage stage) {
        return byStage.get(stage);
    }
}
