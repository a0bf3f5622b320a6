package io.schemata.migration.targets;

import io.schemata.migration.changelog.BlueprintFiles;
import io.schemata.migration.settings.DatabaseSetting;
import io.schemata.registry.Tenant;
import java.util.List;

/** A schema that contains what its blueprint says. */
public record TenantTarget(Tenant tenant, List<DatabaseSetting> settings) implements Target {
    @Override
    public String changelog() {
        return BlueprintFiles.changelog(blueprint());
    }
}
