package io.schemata.database;

import io.quarkus.runtime.configuration.DurationConverter;
import io.schemata.address.AddressReader;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.Map;

/** A pool of a function's connections to a port of this machine. */
final class PoolOverNetwork implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Connector connector;
    private final Pool pool;

    PoolOverNetwork(int port, int connections, Map<String, String> settings) {
        this(port, "disable", connections, settings);
    }

    @SuppressWarnings("deprecation")
    PoolOverNetwork(int port, String sslmode, int connections, Map<String, String> settings) {
        String url = "postgresql://postgres:postgres@127.0.0.1:%d/postgres?sslmode=%s".formatted(port, sslmode);
        connector =
                new Connector((VertxInternal) vertx, AddressReader.read(url, none -> null), config(settings), false);
        io.vertx.pgclient.PgPool made = (io.vertx.pgclient.PgPool)
                Pool.pool(vertx, connector.anyOptions(), new PoolOptions().setMaxSize(connections));
        pool = made.connectionProvider(connector::connect);
    }

    Future<RowSet<Row>> ask(String query) {
        return pool.query(query).execute();
    }

    /** The first number that the database answers. */
    int number(String query) {
        return join(ask(query)).iterator().next().getInteger(0);
    }

    static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    static DatabaseConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(DatabaseConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(DatabaseConfig.class);
    }

    @Override
    public void close() {
        pool.close();
        connector.close();
        vertx.close();
    }
}
