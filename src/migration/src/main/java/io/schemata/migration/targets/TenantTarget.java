package io.schemata.migration.targets;

import io.schemata.migration.changelog.BlueprintFiles;
import io.schemata.migration.changelog.Composition;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.settings.DatabaseSetting;
import io.schemata.registry.Tenant;
import java.util.List;

/** A schema that contains what its blueprint says. */
public record TenantTarget(Tenant tenant, List<DatabaseSetting> settings) implements Target {
    private static final String CREDITS = "credits";

    /** Refused where new users would get credits that the blueprint has not. */
    @Override
    public String changelog() {
        String changelog = BlueprintFiles.changelog(blueprint());
        Integer welcome = tenant.enrolment().welcomeCredits();
        if (welcome != null && welcome > 0 && !Composition.of(changelog).has(CREDITS)) {
            throw new MigrationException(
                    ErrorCode.WRONG_BLUEPRINT,
                    "tenant '%s' gives new users %d credits, and its blueprint '%s' lacks the capability %s"
                            .formatted(name(), welcome, blueprint(), CREDITS));
        }
        return changelog;
    }
}
