package io.schemata.registry;

import java.util.regex.Pattern;

/**
 * A name in configuration, bound to one schema.
 *
 * @param name how configuration, tokens and reports call it
 * @param schema the PostgreSQL schema that holds it: {@code [a-z_][a-z0-9_]{0,62}}, so it needs no quoting anywhere
 * @param blueprint what the schema must contain
 * @param stage what {@code migrate} may do to it
 * @param enrolment what becomes of new users here: nothing where {@code migrate} keeps no blueprint up
 */
public record Tenant(String name, String schema, String blueprint, Stage stage, Enrolment enrolment) {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** That of schemas whose content is another program's: there is none. */
    public static final String SERVICE_BLUEPRINT = "service";

    /** What the database needs once, before any tenant: kept like a tenant, in a schema of our own. */
    public static final Tenant PLATFORM =
            new Tenant("(platform)", "schemata", "platform", Stage.SERVICE, new Enrolment(false, null));

    public Tenant {
        if (!maySchemaBe(schema)) {
            throw new IllegalArgumentException(
                    "schemata.tenants.%s.schema: '%s' is not a schema name of a tenant; ".formatted(name, schema)
                            + "use lower-case letters, digits and underscores, at most 63");
        }
        if (!stage.isMigrated() || isService(stage, blueprint)) {
            enrolment = new Enrolment(false, enrolment.welcomeCredits());
        }
    }

    /** Whether a tenant's schema may be called so. */
    public static boolean maySchemaBe(String name) {
        return IDENTIFIER.matcher(name).matches() && !name.startsWith("pg_") && !name.equals("information_schema");
    }

    /** Whether what its schema holds is another program's to make: an analytics tool's, a scheduler's. */
    public boolean isService() {
        return isService(stage, blueprint);
    }

    private static boolean isService(Stage stage, String blueprint) {
        return stage == Stage.SERVICE || blueprint.equals(SERVICE_BLUEPRINT);
    }

    /**
     * What becomes of new users in a tenant.
     *
     * @param isEnrolled whether they are set up here
     * @param welcomeCredits what they get, 0 to 1,000,000, or null for what the tenant's product gives
     */
    public record Enrolment(boolean isEnrolled, Integer welcomeCredits) {
        private static final int MOST = 1_000_000;

        public Enrolment {
            if (welcomeCredits != null && (welcomeCredits < 0 || welcomeCredits > MOST)) {
                throw new IllegalArgumentException(
                        "new-users.welcome-credits: %d is not from 0 to %d".formatted(welcomeCredits, MOST));
            }
        }
    }
}
