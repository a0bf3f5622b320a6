package io.schemata.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a function talks to its database. Where it is stands in {@code DATABASE_URL}. */
@ConfigMapping(prefix = "schemata.database")
public interface DatabaseConfig {
    /** Set when DATABASE_URL leads to a pooler in transaction mode (PgBouncer, Supavisor on port 6543). */
    @WithDefault("false")
    boolean transactionPooler();

    /**
     * How long a connection may be silent, in a call or between two, before it is taken for lost. Longer than the
     * database lets a statement run (10 s), so that only a dead connection is cut.
     */
    @WithDefault("15s")
    Duration maxSilence();

    /** How many calls may wait for one of the pool's connections; further ones are refused at once. */
    @WithDefault("1000")
    int maxWaiting();

    /** How long a call waits for a connection before it is refused. */
    @WithDefault("5s")
    Duration maxWait();
}
