package io.schemata.migrate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What {@code migrate} needs beyond the tenants. */
@ConfigMapping(prefix = "schemata.migrate")
public interface MigrateConfig {
    /** How long a statement may wait for a table in use, with everybody who came later waiting behind it. */
    @WithDefault("10s")
    Duration lockTimeout();

    /** Whether the database itself sets up whoever signs up, by a trigger on auth.users for all tenants. */
    @WithDefault("true")
    boolean signUpTrigger();
}
