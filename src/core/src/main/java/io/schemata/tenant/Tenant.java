package io.schemata.tenant;

import java.util.regex.Pattern;

/**
 * A name in configuration, bound to one schema.
 *
 * @param name how configuration, tokens and reports call it
 * @param schema the PostgreSQL schema that holds it: {@code [a-z_][a-z0-9_]{0,62}}, so it needs no quoting anywhere
 * @param blueprint what the schema must contain
 * @param stage what {@code migrate} may do to it
 */
public record Tenant(String name, String schema, String blueprint, Stage stage) {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public Tenant {
        if (!IDENTIFIER.matcher(schema).matches() || schema.startsWith("pg_") || schema.equals("information_schema")) {
            throw new IllegalArgumentException(
                    "schemata.tenants.%s.schema: '%s' is not a schema name of a tenant; ".formatted(name, schema)
                            + "use lower-case letters, digits and underscores, at most 63");
        }
    }
}
