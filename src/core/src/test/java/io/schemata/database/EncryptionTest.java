package io.schemata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.configuration.DurationConverter;
import io.schemata.address.AddressException;
import io.schemata.address.AddressReader;
import io.schemata.address.DatabaseAddress;
import io.schemata.testing.Encryption;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Six sslmodes × (right, wrong host, wrong authority, none), with libpq's outcome each. */
class EncryptionTest {
    private static final String IS_ENCRYPTED = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

    private static Encryption database;
    private static Vertx vertx;

    @BeforeAll
    static void start() {
        database = Encryption.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> encryptsAsLibpqDoes() {
        return database.attempts().stream()
                .map(attempt -> DynamicTest.dynamicTest(
                        attempt.toString(), () -> assertEquals(attempt.outcome(), outcome(attempt.url()))));
    }

    @Test
    void aUnixSocketNeedsNoEncryption() {
        String url = "postgresql://postgres:postgres@%s:%d/postgres?sslmode=require";
        String folder = database.socketFolder().toString().replace("/", "%2F");
        assertEquals(
                Encryption.Outcome.PLAIN,
                outcome(url.formatted(folder, database.server().port())));
    }

    @SuppressWarnings("deprecation")
    private static Encryption.Outcome outcome(String url) {
        DatabaseAddress address;
        try {
            address = AddressReader.read(url, none -> null);
        } catch (AddressException unreadable) {
            return Encryption.Outcome.UNREADABLE;
        }
        DatabaseConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(DatabaseConfig.class)
                .build()
                .getConfigMapping(DatabaseConfig.class);
        Connector connector = new Connector((VertxInternal) vertx, address, config, false);
        PgPool pool = (PgPool) Pool.pool(vertx, connector.anyOptions(), new PoolOptions().setMaxSize(1));
        pool.connectionProvider(connector::connect);
        try {
            Row row = pool.query(IS_ENCRYPTED)
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .iterator()
                    .next();
            return row.getBoolean(0) ? Encryption.Outcome.ENCRYPTED : Encryption.Outcome.PLAIN;
        } catch (java.util.concurrent.CompletionException refused) {
            return Encryption.Outcome.REFUSED;
        } finally {
            pool.close().toCompletionStage().toCompletableFuture().join();
            connector.close();
        }
    }
}
