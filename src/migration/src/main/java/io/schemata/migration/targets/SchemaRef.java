package io.schemata.migration.targets;

import io.schemata.migration.changelog.BlueprintFiles;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;

/**
 * The subject of a command that only reads: a tenant by its name, any schema as {@code schema:<name>}, or a blueprint as
 * {@code blueprint:<name>}.
 *
 * @param label its name in reports
 * @param schema null for a blueprint
 * @param blueprint null for a schema that is no tenant's, or a service's
 */
public record SchemaRef(String label, String schema, String blueprint) {
    private static final String SCHEMA = "schema:";
    private static final String BLUEPRINT = "blueprint:";

    public static SchemaRef of(String word, Tenants tenants) {
        if (word.startsWith(SCHEMA)) {
            return new SchemaRef(word, word.substring(SCHEMA.length()), null);
        }
        if (word.startsWith(BLUEPRINT)) {
            return ofBlueprint(word.substring(BLUEPRINT.length()));
        }
        return tenants.find(word)
                .map(SchemaRef::of)
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.UNKNOWN_TENANT,
                        "no tenant '%s' is configured; a schema that is no tenant's is called schema:%s"
                                .formatted(word, word)));
    }

    public static SchemaRef of(Tenant tenant) {
        return new SchemaRef(tenant.name(), tenant.schema(), tenant.isService() ? null : tenant.blueprint());
    }

    public static SchemaRef ofBlueprint(String blueprint) {
        if (!BlueprintFiles.exists(blueprint) || blueprint.equals(Tenant.SERVICE_BLUEPRINT)) {
            throw new MigrationException(
                    ErrorCode.UNKNOWN_BLUEPRINT, "there is no blueprint '%s' to compare with".formatted(blueprint));
        }
        return new SchemaRef(BLUEPRINT + blueprint, null, blueprint);
    }

    public boolean isBlueprint() {
        return schema == null;
    }
}
