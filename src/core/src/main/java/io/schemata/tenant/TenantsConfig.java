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
