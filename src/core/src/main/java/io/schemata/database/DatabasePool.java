package io.schemata.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The pool of a function's connections, bounded in every direction and safe behind a transaction-mode pooler. */
@Singleton
public class DatabasePool implements PgPoolCreator {
    private final DatabaseConfig config;

    public DatabasePool(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> connections = input.pgConnectOptionsList();
        connections.forEach(options -> options.setIdleTimeout(
                        Math.toIntExact(config.maxSilence().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
        if (config.transactionPooler()) {
            // A prepared statement would stay on a server connection that is somebody else's a moment later.
            connections.forEach(
                    options -> options.setCachePreparedStatements(false).setUseLayer7Proxy(true));
        }
        input.poolOptions()
                .setMaxWaitQueueSize(config.maxWaiting())
                .setConnectionTimeout(Math.toIntExact(config.maxWait().toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return Pool.pool(input.vertx(), connections.get(0), input.poolOptions());
    }
}
