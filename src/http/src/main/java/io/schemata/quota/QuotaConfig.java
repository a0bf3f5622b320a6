package io.schemata.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one caller, and all callers of a tenant together, may do in a minute; of one process. The service may all. */
@ConfigMapping(prefix = "schemata.quota")
public interface QuotaConfig {
    /** Drafts that one user, or one address of visitors, may save. */
    @WithDefault("60")
    int draftsPerMinute();

    /** Drafts that a tenant takes. */
    @WithDefault("1200")
    int draftsPerMinuteOfTenant();

    /** Links that one user may make and remove. */
    @WithDefault("600")
    int linksPerMinute();

    /** Links that are made and removed in a tenant. */
    @WithDefault("12000")
    int linksPerMinuteOfTenant();

    /** Calls from one address that may be refused before their caller is known. */
    @WithDefault("3000")
    int refusedPerMinute();
}
