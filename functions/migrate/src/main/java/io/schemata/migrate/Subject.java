package io.schemata.migrate;

import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;

/**
 * What a command that only looks is asked to look at: a tenant by its name, any schema as {@code schema:<name>}, or a
 * blueprint as {@code blueprint:<name>}.
 *
 * @param label how it is shown
 * @param schema null for a blueprint
 * @param blueprint null for a schema that is no tenant's, or a service's
 */
record Subject(String label, String schema, String blueprint) {
    private static final String SCHEMA = "schema:";
    private static final String BLUEPRINT = "blueprint:";

    static Subject of(String word, Tenants tenants) {
        if (word.startsWith(SCHEMA)) {
            return new Subject(word, word.substring(SCHEMA.length()), null);
        }
        if (word.startsWith(BLUEPRINT)) {
            return ofBlueprint(word.substring(BLUEPRINT.length()));
        }
        return tenants.find(word)
                .map(Subject::of)
                .orElseThrow(() ->
                        new NotAllowed("no tenant '%s' is configured; a schema that is no tenant's is called schema:%s"
                                .formatted(word, word)));
    }

    static Subject of(Tenant tenant) {
        return new Subject(tenant.name(), tenant.schema(), tenant.isService() ? null : tenant.blueprint());
    }

    static Subject ofBlueprint(String blueprint) {
        if (!Changelog.isThere(blueprint) || blueprint.equals(Tenant.SERVICE_BLUEPRINT)) {
            throw new NotAllowed("there is no blueprint '%s' to compare with".formatted(blueprint));
        }
        return new Subject(BLUEPRINT + blueprint, null, blueprint);
    }

    boolean isBlueprint() {
        return schema == null;
    }
}
