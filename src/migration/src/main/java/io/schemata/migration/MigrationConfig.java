package io.schemata.migration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of {@code migrate} beyond the tenants. */
@ConfigMapping(prefix = "schemata.migrate")
public interface MigrationConfig {
    /** The longest wait of a statement for a table in use, as all later ones wait behind it. */
    @WithDefault("10s")
    Duration lockTimeout();

    /** Whether a trigger on auth.users sets new users up, in all enrolled tenants. */
    @WithDefault("true")
    boolean signUpTrigger();

    /** The triggers of others that may be on auth.users when the one for sign-ups is made; none unless set. */
    Optional<List<String>> allowedUserTriggers();
}
