package io.schemata.registry;

import java.util.Map;
import java.util.Optional;

/**
 * The registry as it is configured. Nothing outside it is ever touched.
 *
 * @param tenants by name, in the order of their names
 * @param defaultTenant the tenant, or its schema, of a call that names none; also read from {@code SUPABASE_SCHEMA}
 * @param requireProduction whether to refuse to start on a local database or with a default tenant that is no production one
 */
public record RegistryConfig(
        Map<String, TenantEntry> tenants, Optional<String> defaultTenant, boolean requireProduction) {}
