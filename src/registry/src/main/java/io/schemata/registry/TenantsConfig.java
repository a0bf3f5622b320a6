package io.schemata.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
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

    /**
     * One tenant. Its settings stand side by side, and lists are texts: for each group and each list the library would go
     * through all settings there are, which a registry of a thousand tenants makes slow.
     */
    interface Entry {
        String schema();

        String blueprint();

        Stage stage();

        /** Whether new users are set up here. Never where {@code migrate} changes nothing: development, service. */
        @WithName("new-users.enrolled")
        @WithDefault("true")
        boolean newUsersEnrolled();

        /** What they get, 0 to 1,000,000; what the tenant's product gives unless set. */
        @WithName("new-users.welcome-credits")
        Optional<Integer> welcomeCredits();

        /**
         * The tenant, of the blueprint {@code shared-links}, that keeps the links of this one; unless set, the only one
         * of the same stage.
         */
        Optional<String> links();

        /** How links call this tenant: letters, digits, {@code _} and {@code -}, at most 63; its name unless set. */
        Optional<String> mode();

        /** Where links are kept: the types that mean the same both ways, separated by commas. */
        @WithName("link-types.symmetric")
        @WithDefault("related_to")
        Optional<String> symmetricLinkTypes();

        /** Where links are kept: the types whose links stay, marked, when one of their ends is deleted. */
        @WithName("link-types.kept")
        Optional<String> keptLinkTypes();

        /** For a service: the role its program logs in as, which may use its schema and create things in it. */
        Optional<String> login();
    }
}
