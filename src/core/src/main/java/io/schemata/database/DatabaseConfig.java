package io.schemata.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a function talks to its database. Where it is stands in {@code DATABASE_URL}. */
@ConfigMapping(prefix = "schemata.database")
public interface DatabaseConfig {
    /**
     * Whether DATABASE_URL leads to a pooler in transaction mode (PgBouncer, Supavisor on port 6543). It is found out for
     * each connection; set, it need not be.
     */
    @WithDefault("false")
    boolean transactionPooler();

    /** The connections of this process, 1 to 100. More do not make one hot account faster, they only queue elsewhere. */
    @WithDefault("16")
    int connections();

    /** The time in which a connection has to be open and logged in, unless the URL has a connect_timeout. */
    @WithDefault("3s")
    Duration connectTimeout();

    /**
     * How long a statement may stay unanswered before its connection is taken for lost and closed. Longer than the
     * database lets a statement run (8 s), so that only a dead connection is cut.
     */
    @WithDefault("9s")
    Duration maxSilence();

    /** How long a connection that is not used stays open. */
    @WithDefault("5m")
    Duration maxIdle();

    /** How many calls may wait for a connection; further ones are refused at once. */
    @WithDefault("1000")
    int maxWaiting();

    /** How long a call waits for a connection before it is refused. */
    @WithDefault("3s")
    Duration maxWait();
}
