package io.schemata.tenant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** The tenants there are. Nothing outside this list is ever touched. */
@ConfigMapping(prefix = "schemata")
public interface TenantsConfig {
    /** By tenant name. */
    Map<String, Entry> tenants();

    /** The tenant, or its schema, of a call that names none; also read from {@code SUPABASE_SCHEMA}. */
    Optional<String> defaultTenant();

    /** Refuse to start against a local database or with a default tenant that is not a production one. */
    @WithDefault("false")
    boolean requireProduction();

    /** One tenant. */
    interface Entry {
        String schema();

        String blueprint();

        Stage stage();

        NewUsers newUsers();

        /**
         * The tenant, of the blueprint {@code shared-links}, that keeps the links of this one; unless set, the only one
         * of the same stage.
         */
        Optional<String> links();

        /** How links call this tenant: letters, digits, {@code _} and {@code -}, at most 63; its name unless set. */
        Optional<String> mode();

        LinkTypes linkTypes();

        /** For a service: the role its program logs in as, which may use its schema and create things in it. */
        Optional<String> login();
    }

    /**
     * Where a tenant keeps links: the types of link that are more than a name, separated by commas. As a list the library
     * would look for each of them among all settings there are, which a registry of a thousand tenants makes slow.
     */
    interface LinkTypes {
        /** Those that mean the same both ways. */
        @WithDefault("related_to")
        Optional<String> symmetric();

        /** Those whose links stay, marked, when one of their ends is deleted. */
        Optional<String> kept();
    }

    /** What becomes of new users in a tenant. */
    interface NewUsers {
        /** Whether they are set up here. Never in a tenant that {@code migrate} leaves alone: development, service. */
        @WithDefault("true")
        boolean enrolled();

        /** What they get, 0 to 1,000,000; what the tenant's product gives unless set. */
        Optional<Integer> welcomeCredits();
    }
}
