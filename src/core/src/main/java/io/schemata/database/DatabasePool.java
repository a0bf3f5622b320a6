package io.schemata.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.LaunchMode;
import io.schemata.address.AddressConfig;
import io.schemata.registry.Range;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** The pool of a function's connections, bounded in every direction and safe behind a transaction-mode pooler. */
@Singleton
public class DatabasePool implements PgPoolCreator {
    private final DatabaseConfig config;

    public DatabasePool(DatabaseConfig config) {
        this.config = config;
        Range.positive("SCHEMATA_DATABASE_CONNECTIONS", config.connections());
        Range.positive("SCHEMATA_DATABASE_CONNECT_TIMEOUT", config.connectTimeout());
        Range.positive("SCHEMATA_DATABASE_MAX_SILENCE", config.maxSilence());
        Range.positive("SCHEMATA_DATABASE_MAX_IDLE", config.maxIdle());
        Range.positive("SCHEMATA_DATABASE_MAX_WAITING", config.maxWaiting());
        Range.positive("SCHEMATA_DATABASE_MAX_WAIT", config.maxWait());
    }

    /** The pool's own way of opening connections is deprecated, and the only one that can refuse a connection with a reason. */
    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        Connector connector = new Connector(
                (VertxInternal) input.vertx(),
                AddressConfig.read("DATABASE_URL"),
                config,
                LaunchMode.current() == LaunchMode.NORMAL);
        PoolOptions options = input.poolOptions()
                .setMaxSize(config.connections())
                .setEventLoopSize(0)
                .setMaxWaitQueueSize(config.maxWaiting())
                .setIdleTimeout(Math.toIntExact(config.maxIdle().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // The bulkhead bounds the wait for a connection, and the connector the time to open one. The pool's own
                // bound prints a trace of each call that got no connection, when the call is long over.
                .setConnectionTimeout(0);
        PgPool pool = (PgPool) Pool.pool(input.vertx(), connector.anyOptions(), options);
        return pool.connectionProvider(connector::connect);
    }
}
