package io.schemata.cleanup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long one call goes on cleaning up. */
@ConfigMapping(prefix = "schemata.cleanup")
public interface CleanupConfig {
    /** After this no further batch is begun, and the answer says that there is more to do. */
    @WithDefault("20s")
    Duration maxDuration();
}
