package io.schemata.migration.targets;

import io.schemata.migration.changelog.BlueprintFiles;
import io.schemata.migration.settings.DatabaseSetting;
import io.schemata.registry.Tenant;
import java.util.List;

/** A schema whose content is another program's: the schema and its grants are ours, nothing in it. */
public record ServiceTarget(Tenant tenant, List<DatabaseSetting> settings) implements Target {
    @Override
    public String changelog() {
        return BlueprintFiles.changelog(Tenant.SERVICE_BLUEPRINT);
    }
}
