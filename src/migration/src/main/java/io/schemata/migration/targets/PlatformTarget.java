package io.schemata.migration.targets;

import io.schemata.migration.settings.DatabaseSetting;
import io.schemata.registry.Tenant;
import java.util.List;

/** The schema with what a database needs once, before any tenant. */
public record PlatformTarget(List<DatabaseSetting> settings) implements Target {
    @Override
    public Tenant tenant() {
        return Tenant.PLATFORM;
    }

    @Override
    public String changelog() {
        return "db/platform.yaml";
    }
}
