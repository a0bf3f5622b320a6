package io.schemata.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of a call. */
@ConfigMapping(prefix = "schemata.call")
public interface CallConfig {
    /** The time from a call's first byte to its answer, whatever stalls; after it the answer is a 503. */
    @WithDefault("10s")
    Duration maxDuration();

    /** The bytes that the bodies of all calls in progress may take together. */
    @WithDefault("4194304")
    int maxBodyBytesInProgress();
}
