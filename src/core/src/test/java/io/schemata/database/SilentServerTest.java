package io.schemata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.DurationConverter;
import io.schemata.address.AddressReader;
import io.schemata.localpostgres.LocalPostgres;
import io.schemata.testing.Relay;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that takes a connection and then says nothing costs the pool no place for good. */
class SilentServerTest {
    private static final Map<String, String> SETTINGS =
            Map.of("schemata.database.connect-timeout", "1s", "schemata.database.max-silence", "1s");

    @Test
    @Timeout(60)
    @SuppressWarnings("deprecation")
    void aSilentServerIsLeftAndTriedAgain() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (LocalPostgres server = LocalPostgres.temporary();
                Relay network = Relay.to(server.port())) {
            network.freeze();
            String url = "postgresql://postgres:postgres@127.0.0.1:%d/postgres".formatted(network.port());
            Connector connector =
                    new Connector((VertxInternal) vertx, AddressReader.read(url, none -> null), config(), false);
            PgPool pool = (PgPool) Pool.pool(vertx, connector.anyOptions(), new PoolOptions().setMaxSize(1));
            pool.connectionProvider(connector::connect);
            for (int i = 0; i < 2; i++) {
                assertThrows(CompletionException.class, () -> ask(pool), "no login");
            }
            network.thaw();
            assertEquals(1, ask(pool));
            network.loseConnections();
            assertThrows(CompletionException.class, () -> ask(pool), "no answer");
            assertEquals(1, ask(pool), "on another connection");
            pool.close();
            connector.close();
        } finally {
            vertx.close();
        }
    }

    private static int ask(Pool pool) {
        return join(pool.query("select 1").execute()).iterator().next().getInteger(0);
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static DatabaseConfig config() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(DatabaseConfig.class)
                .withSources(new PropertiesConfigSource(SETTINGS, "test", 100))
                .build()
                .getConfigMapping(DatabaseConfig.class);
    }
}
