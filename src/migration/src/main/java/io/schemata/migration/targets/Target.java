package io.schemata.migration.targets;

import io.schemata.migration.settings.DatabaseSetting;
import io.schemata.registry.Stage;
import io.schemata.registry.Tenant;
import java.util.List;

/** A schema that {@code migrate} looks after: the platform's, a service's or a tenant's. */
public sealed interface Target permits PlatformTarget, ServiceTarget, TenantTarget {
    /** The registry's entry. */
    Tenant tenant();

    /** The path of the list of its changesets. */
    String changelog();

    /** The settings of the registry that the database has to know for it. */
    List<DatabaseSetting> settings();

    default String name() {
        return tenant().name();
    }

    default String schema() {
        return tenant().schema();
    }

    default Stage stage() {
        return tenant().stage();
    }

    default String blueprint() {
        return tenant().blueprint();
    }
}
