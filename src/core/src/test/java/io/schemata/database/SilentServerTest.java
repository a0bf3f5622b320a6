package io.schemata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.localpostgres.LocalPostgres;
import io.schemata.refusal.Code;
import io.schemata.testing.Await;
import io.schemata.testing.Encryption;
import io.schemata.testing.Relay;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that takes a connection and then says nothing, or refuses to encrypt it, costs no place for good. */
class SilentServerTest {
    private static final Map<String, String> SETTINGS =
            Map.of("schemata.database.connect-timeout", "1s", "schemata.database.max-silence", "1s");

    private static final Map<String, String> NO_END = Map.of("schemata.database.connect-timeout", "120s");

    @Test
    @Timeout(60)
    void aServerThatRefusesEncryptionIsConnectedToOnce() throws IOException {
        try (LocalPostgres server = LocalPostgres.temporary();
                Relay network = Relay.to(server.port());
                PoolOverNetwork pool = new PoolOverNetwork(network.port(), "prefer", 1, NO_END)) {
            assertEquals(1, pool.number("select 1"));
            assertEquals(1, network.connections());
        }
    }

    @Test
    @Timeout(60)
    void aServerThatRefusesTheEncryptionItHasToGiveKeepsNoConnection() throws IOException {
        try (LocalPostgres server = LocalPostgres.temporary();
                Relay network = Relay.to(server.port());
                PoolOverNetwork pool = new PoolOverNetwork(network.port(), "require", 1, NO_END)) {
            assertThrows(CompletionException.class, () -> pool.number("select 1"));
            Await.until(() -> network.openConnections() == 0);
        }
    }

    /** A login goes on in plain text after a plain no, where it may, and never after anything else. */
    @ParameterizedTest
    @Timeout(60)
    @CsvSource(
            nullValues = "nothing",
            value = {
                "prefer, N, 1", "prefer, NN, 0", "prefer, E, 0", "prefer, X, 0", "prefer, SS, 0", "prefer, nothing, 0",
                "require, N, 0", "require, NN, 0", "require, E, 0", "require, X, 0", "require, SS, 0",
                        "require, nothing, 0",
                "allow, N, 1", "disable, N, 1"
            })
    void anOddAnswerToTheRequestForEncryptionEndsTheLogin(String mode, String answer, int plainLogins) {
        try (OddServer server = new OddServer(answer == null ? "" : answer);
                PoolOverNetwork pool = new PoolOverNetwork(server.port(), mode, 1, SETTINGS)) {
            CompletionException failure = assertThrows(CompletionException.class, () -> pool.number("select 1"));
            assertEquals(Code.DATABASE_UNAVAILABLE, Failures.translate(failure).code(), failure::toString);
            Await.until(() -> server.openConnections() == 0);
            assertEquals(plainLogins, server.plainLogins());
        }
    }

    /** The network is silent when the pool logs in, and comes back when the logins have been given up. */
    @Test
    @Timeout(60)
    void whereTheServerEncryptsNoSessionIsPlainWhateverTheNetworkDoes() {
        try (Encryption database = Encryption.start();
                Relay network = Relay.to(database.server().port());
                PoolOverNetwork pool = new PoolOverNetwork(network.port(), "prefer", 4, SETTINGS)) {
            network.freeze();
            List<Future<RowSet<Row>>> first =
                    Stream.generate(() -> pool.ask("select 1")).limit(4).toList();
            int logins = network.connections();
            Await.until(() -> network.connections() > logins || first.get(0).isComplete());
            network.thaw();
            first.forEach(each -> Await.until(each::isComplete));
            List<Future<RowSet<Row>>> then = Stream.generate(() -> pool.ask("select pg_sleep(0.2)"))
                    .limit(4)
                    .toList();
            then.forEach(PoolOverNetwork::join);
            assertEquals(
                    0,
                    pool.number("select count(*)::integer from pg_stat_ssl join pg_stat_activity using (pid)"
                            + " where not ssl and application_name = 'schemata'"));
        }
    }

    @Test
    @Timeout(60)
    void aSilentServerIsLeftAndTriedAgain() throws IOException {
        try (LocalPostgres server = LocalPostgres.temporary();
                Relay network = Relay.to(server.port());
                PoolOverNetwork pool = new PoolOverNetwork(network.port(), 1, SETTINGS)) {
            network.freeze();
            for (int i = 0; i < 2; i++) {
                assertThrows(CompletionException.class, () -> pool.number("select 1"), "no login");
            }
            network.thaw();
            assertEquals(1, pool.number("select 1"));
            network.freeze();
            assertThrows(CompletionException.class, () -> pool.number("select 1"), "no answer");
            network.thaw();
            assertEquals(1, pool.number("select 1"), "on another connection");
        }
    }
}
