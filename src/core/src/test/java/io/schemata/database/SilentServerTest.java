package io.schemata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.localpostgres.LocalPostgres;
import io.schemata.testing.Await;
import io.schemata.testing.Relay;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
