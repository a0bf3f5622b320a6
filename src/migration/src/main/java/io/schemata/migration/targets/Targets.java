package io.schemata.migration.targets;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.settings.DatabaseSetting;
import io.schemata.migration.settings.DatabaseSettings;
import io.schemata.registry.LinkSets;
import io.schemata.registry.Stage;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Selects the targets of a command. */
@ApplicationScoped
public class Targets {
    private final Tenants tenants;
    private final LinkSets linkSets;
    private final MigrationConfig config;

    public Targets(Tenants tenants, LinkSets linkSets, MigrationConfig config) {
        this.tenants = tenants;
        this.linkSets = linkSets;
        this.config = config;
    }

    /** The named tenants once each, or all; a name that is not configured is refused. */
    public List<Target> select(List<String> names) {
        Collection<Tenant> selected = names.isEmpty()
                ? tenants.all()
                : names.stream().distinct().map(this::configured).toList();
        return selected.stream().map(this::of).toList();
    }

    /**
     * The platform, and then these, stage by stage; in each the tenants that keep the links of others last, as the linked
     * tables have to be there.
     */
    public List<Target> inOrder(List<Target> selected) {
        List<Target> all = new ArrayList<>(List.of(platform()));
        selected.stream()
                .sorted(Comparator.comparing(this::stage).thenComparing(target -> LinkSets.keepsLinks(target.tenant())))
                .forEach(all::add);
        return all;
    }

    /** The stage with which a target is migrated: its own, or the last one of the tenants whose links it keeps. */
    public Stage stage(Target target) {
        Stream<Stage> linked = LinkSets.keepsLinks(target.tenant())
                ? linkSets.modes(target.tenant()).stream()
                        .map(mode -> mode.tenant().stage())
                : Stream.empty();
        return Stream.concat(Stream.of(target.stage()), linked)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Whether it is migrated and validated before the others of its stage. */
    public boolean isCanary(Target target) {
        return tenants.isCanary(target.tenant());
    }

    /** The tenant with that schema, if it is one's. */
    public Optional<Target> ofSchema(String schema) {
        return tenants.all().stream()
                .filter(tenant -> tenant.schema().equals(schema))
                .findFirst()
                .map(this::of);
    }

    /** The schemas of all tenants. */
    public List<String> schemas() {
        return tenants.all().stream().map(Tenant::schema).toList();
    }

    public Target platform() {
        return new PlatformTarget(DatabaseSettings.ofPlatform(tenants, config.signUpTrigger()));
    }

    private Tenant configured(String name) {
        return tenants.find(name)
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.UNKNOWN_TENANT, "no tenant '%s' is configured".formatted(name)));
    }

    private Target of(Tenant tenant) {
        if (tenant.isService()) {
            return new ServiceTarget(tenant, DatabaseSettings.ofService(tenant, tenants.login(tenant)));
        }
        List<DatabaseSetting> settings = new ArrayList<>(DatabaseSettings.ofSignUps(tenant));
        if (LinkSets.keepsLinks(tenant)) {
            settings.addAll(DatabaseSettings.ofLinks(tenant, linkSets));
        }
        return new TenantTarget(tenant, settings);
    }
}
