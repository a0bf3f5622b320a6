package io.schemata.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The registry: finds a tenant by its name, or by its schema as Supabase's clients call it. */
@ApplicationScoped
public class Tenants {
    /** Supabase's users, where migrate keeps what is not a tenant's, and where it makes a schema to compare with. */
    private static final Set<String> RESERVED = Set.of("auth", Tenant.PLATFORM.schema(), "schemata_reference");

    private final Map<String, TenantEntry> entries;
    private final Map<String, Tenant> byName = new LinkedHashMap<>();
    private final Map<String, Tenant> bySchema = new LinkedHashMap<>();
    private final Optional<Tenant> byDefault;

    @Inject
    public Tenants(RegistryConfig config) {
        entries = config.tenants();
        entries.forEach((name, entry) -> register(tenant(name, entry)));
        byName.values().forEach(this::refuseTwoMeanings);
        byDefault = config.defaultTenant().map(this::configuredDefault);
    }

    /** The tenant of that name, or else the one with that schema. */
    public Optional<Tenant> find(String nameOrSchema) {
        return Optional.ofNullable(byName.getOrDefault(nameOrSchema, bySchema.get(nameOrSchema)));
    }

    public Optional<Tenant> byDefault() {
        return byDefault;
    }

    /** All of them, in the order of their names. */
    public Collection<Tenant> all() {
        return byName.values();
    }

    /** Those that every new user is set up in, in the order of their names. */
    public List<Tenant> enrolled() {
        return byName.values().stream()
                .filter(tenant -> tenant.enrolment().isEnrolled())
                .toList();
    }

    /** Those that hold what a blueprint says, and not a service's own things. */
    public List<Tenant> served() {
        return byName.values().stream().filter(tenant -> !tenant.isService()).toList();
    }

    /** Who a service's program logs in as, if that is known. */
    public Optional<String> login(Tenant service) {
        return entries.get(service.name()).login();
    }

    /** Whether {@code apply} migrates and validates it before the others of its stage. */
    public boolean isCanary(Tenant tenant) {
        return entries.get(tenant.name()).canary();
    }

    /** Whether the Data API serves its schema. */
    public boolean isExposed(Tenant tenant) {
        return entries.get(tenant.name()).exposed().orElse(!tenant.isService());
    }

    private static Tenant tenant(String name, TenantEntry entry) {
        Tenant.Enrolment enrolment = new Tenant.Enrolment(
                entry.newUsersEnrolled(), entry.welcomeCredits().orElse(null));
        return new Tenant(name, entry.schema(), entry.blueprint(), entry.stage(), enrolment);
    }

    private void register(Tenant tenant) {
        if (RESERVED.contains(tenant.schema())) {
            throw new IllegalArgumentException("schemata.tenants.%s.schema: '%s' is not a tenant's to have"
                    .formatted(tenant.name(), tenant.schema()));
        }
        byName.put(tenant.name(), tenant);
        Tenant other = bySchema.put(tenant.schema(), tenant);
        if (other != null) {
            throw new IllegalArgumentException("Tenants '%s' and '%s' share the schema '%s'; one schema is one tenant"
                    .formatted(other.name(), tenant.name(), tenant.schema()));
        }
    }

    private void refuseTwoMeanings(Tenant tenant) {
        Tenant other = bySchema.get(tenant.name());
        if (other != null && other != tenant) {
            throw new IllegalArgumentException("'%s' is a tenant and also the schema of tenant '%s'; rename one"
                    .formatted(tenant.name(), other.name()));
        }
    }

    private Tenant configuredDefault(String nameOrSchema) {
        return find(nameOrSchema)
                .orElseThrow(() -> new IllegalArgumentException(
                        "schemata.default-tenant (or SUPABASE_SCHEMA): '%s' is not one of schemata.tenants"
                                .formatted(nameOrSchema)));
    }
}
