package io.schemata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.localpostgres.LocalPostgres;
import io.schemata.testing.PgBouncer;
import io.schemata.testing.Relay;
import io.schemata.testing.Signals;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lost connection is distinguished from a slow statement long before either reaches its time limit. */
@Timeout(60)
class LifeProbeTest {
    /** Longer than the test may take: only the probe ends anything earlier. */
    private static final Map<String, String> NO_END =
            Map.of("schemata.database.connect-timeout", "120s", "schemata.database.max-silence", "120s");

    private static final int CONNECTIONS = 4;

    private static LocalPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = LocalPostgres.temporary();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void aLostConnectionIsReplaced() {
        through(server.port(), LifeProbeTest::loseAndAskAgain);
    }

    @Test
    void behindAPoolerALostConnectionIsReplacedToo() {
        Assumptions.assumeTrue(PgBouncer.isInstalled(), "no PgBouncer here");
        try (PgBouncer pooler = PgBouncer.inFrontOf(server.port())) {
            through(pooler.port(), LifeProbeTest::loseAndAskAgain);
        }
    }

    @Test
    void aSlowStatementGetsItsAnswerWhileALostOneIsEnded() {
        through(server.port(), (network, pool) -> {
            pool.number("select 1");
            network.loseConnections();
            Future<?> lost = pool.ask("select 1");
            Future<?> slow = pool.ask("select pg_sleep(3)");
            assertThrows(CompletionException.class, () -> PoolOverNetwork.join(lost));
            PoolOverNetwork.join(slow);
        });
    }

    @Test
    void aSessionThatWaitsForAProcessorIsNotLostWhileTheOthersAreAnswered() {
        through(server.port(), (network, pool) -> {
            askOnAll(pool, "select pg_sleep(0.3)");
            int waiting = pool.number("select pid from pg_stat_activity where state = 'idle' and query like '%sleep%'");
            Signals.send("STOP", waiting);
            try {
                List<Future<RowSet<Row>>> all = IntStream.range(0, CONNECTIONS)
                        .mapToObj(connection -> pool.ask("select 1"))
                        .toList();
                long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
                while (System.nanoTime() < end) {
                    assertEquals(1, pool.number("select 1"));
                }
                Signals.send("CONT", waiting);
                all.forEach(PoolOverNetwork::join);
            } finally {
                Signals.send("CONT", waiting);
            }
        });
    }

    @Test
    void aLoginThatIsLostIsBegunAgain() {
        through(server.port(), (network, pool) -> {
            network.freeze();
            Future<?> lost = pool.ask("select 1");
            network.awaitLine();
            network.thaw();
            assertThrows(CompletionException.class, () -> PoolOverNetwork.join(lost));
            assertEquals(1, pool.number("select 1"));
        });
    }

    /** All are lost; the first that is noticed takes those along that wait unused. */
    private static void loseAndAskAgain(Relay network, PoolOverNetwork pool) {
        askOnAll(pool, "select pg_sleep(0.3)");
        network.loseConnections();
        assertThrows(CompletionException.class, () -> pool.number("select 1"));
        askOnAll(pool, "select 1");
    }

    private static void askOnAll(PoolOverNetwork pool, String query) {
        IntStream.range(0, CONNECTIONS)
                .mapToObj(connection -> pool.ask(query))
                .toList()
                .forEach(PoolOverNetwork::join);
    }

    private interface Story {
        void tell(Relay network, PoolOverNetwork pool);
    }

    private static void through(int port, Story story) {
        try (Relay network = Relay.to(port);
                PoolOverNetwork pool = new PoolOverNetwork(network.port(), CONNECTIONS, NO_END)) {
            story.tell(network, pool);
        }
    }
}
