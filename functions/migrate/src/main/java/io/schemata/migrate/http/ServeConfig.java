package io.schemata.migrate.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How {@code migrate serve} answers. */
@ConfigMapping(prefix = "schemata.serve")
public interface ServeConfig {
    /** The longest wait for a command before the call is answered with the state of its run. */
    @WithDefault("8s")
    Duration maxWait();
}
