package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Clients;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Figures;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.KeyServer;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PgBouncer;
import io.schemata.testing.PublishedKeys;
import io.schemata.testing.Relay;
import io.schemata.testing.Signals;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long it takes after an outage until calls succeed again, and how long the longest call waits for its answer. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class OutageProof {
    private static final int CLIENTS = 32;
    private static final int OUTAGE_SECONDS = 30;
    private static final int AFTERWARDS_SECONDS = 10;
    private static final int LONGEST_GAP_MILLISECONDS = 1_000;
    private static final int LONGEST_CALL_MILLISECONDS = 11_000;

    private final UUID user = Database.userWith("public", 1_000_000);
    private final List<UUID> users = Stream.generate(() -> Database.userWith("public", 1_000_000))
            .limit(CLIENTS)
            .toList();

    private interface Step {
        void run();
    }

    @Test
    void connectionsLostWithoutASound() {
        try (Relay network = Relay.to(Database.port());
                FunctionProcess function = at(network.port())) {
            measure("connections lost", function, () -> {}, network::loseConnections, 0);
        }
    }

    @Test
    void connectionsToAPoolerLostWithoutASound() {
        try (PgBouncer pooler = PgBouncer.start();
                Relay network = Relay.to(pooler.port());
                FunctionProcess function = at(network.port())) {
            measure("connections to PgBouncer lost", function, () -> {}, network::loseConnections, 0);
        }
    }

    @Test
    void aNetworkThatIsSilent() {
        try (Relay network = Relay.to(Database.port());
                FunctionProcess function = at(network.port())) {
            measure("network silent for 30 s", function, network::freeze, network::thaw, OUTAGE_SECONDS);
        }
    }

    @Test
    void aDatabaseThatIsStopped() {
        ProcessHandle server = server();
        try (FunctionProcess function = FunctionProcess.start("reserve-credits")) {
            measure(
                    "database's processes stopped for 30 s",
                    function,
                    () -> signalAll(server, "STOP"),
                    () -> signalAll(server, "CONT"),
                    OUTAGE_SECONDS);
        } finally {
            signalAll(server, "CONT");
        }
    }

    @Test
    void aFailoverToReadOnly() {
        try (FunctionProcess function = FunctionProcess.start("reserve-credits")) {
            measure(
                    "sessions read-only for 5 s",
                    function,
                    () -> {
                        Database.execute(
                                "public", "alter role schemata_functions set default_transaction_read_only = on");
                        endSessions();
                    },
                    () -> Database.execute(
                            "public", "alter role schemata_functions reset default_transaction_read_only"),
                    5);
        }
        assertEquals(List.of(), CreditCalls.discrepancies());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SILENT", "STALLED", "ENDLESS", "BROKEN"},
            mode = EnumSource.Mode.INCLUDE)
    void keysThatDoNotCome(KeyServer.Manner manner) {
        try (KeyServer keys = KeyServer.start(manner);
                FunctionProcess function =
                        FunctionProcess.start("reserve-credits", "SCHEMATA_JWT_JWKS_URL", keys.url());
                Clients clients = Clients.start(8, () -> balance(function, published()))) {
            clients.callFor(10);
            keys.become(KeyServer.Manner.GOOD);
            judge("published keys " + manner.name().toLowerCase(java.util.Locale.ROOT), clients);
        }
    }

    private void measure(String cause, FunctionProcess function, Step begin, Step end, int seconds) {
        try (Clients clients = Clients.start(CLIENTS, () -> grant(function))) {
            clients.awaitStatus(200, 500, 20);
            begin.run();
            clients.callFor(seconds);
            end.run();
            judge(cause, clients);
        }
    }

    private static void judge(String cause, Clients clients) {
        long ended = System.nanoTime();
        clients.callFor(AFTERWARDS_SECONDS);
        long gap = clients.longestWithout(200, ended, System.nanoTime());
        long longest = clients.calls().stream()
                .mapToLong(Clients.Call::milliseconds)
                .max()
                .orElseThrow();
        Figures.note(
                "Outage",
                "%s: longest time without a success after it ended %d ms, longest call %d ms"
                        .formatted(cause, gap, longest));
        assertTrue(gap <= LONGEST_GAP_MILLISECONDS, cause + ": " + gap);
        assertTrue(longest <= LONGEST_CALL_MILLISECONDS, cause + ": " + longest);
    }

    /** The server's first process. */
    private static ProcessHandle server() {
        Number child = (Number)
                Database.value("public", "select pid from pg_stat_activity where backend_type = 'checkpointer'");
        return ProcessHandle.of(child.longValue())
                .flatMap(ProcessHandle::parent)
                .orElseThrow();
    }

    private static void signalAll(ProcessHandle server, String name) {
        Signals.send(name, server.pid());
        server.children().forEach(child -> signal(child, name));
    }

    /** One that goes on may end before its turn. */
    private static void signal(ProcessHandle child, String name) {
        try {
            Signals.send(name, child.pid());
        } catch (IllegalStateException failure) {
            if (child.isAlive()) {
                throw failure;
            }
        }
    }

    private static void endSessions() {
        Database.execute(
                "public",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'schemata_functions'");
    }

    private Crowd.Answer grant(FunctionProcess function) {
        UUID each = users.get((int) (Thread.currentThread().getId() % CLIENTS));
        String body = "{\"userId\": \"%s\", \"amount\": 1, \"type\": \"grant\"}".formatted(each);
        return Crowd.send(Crowd.request(function.port(), "grant-credits", Tokens.service(), body));
    }

    private String published() {
        return PublishedKeys.signed("ES256", Tokens.userClaims(user));
    }

    private static Crowd.Answer balance(FunctionProcess function, String token) {
        return Crowd.send(Crowd.request(function.port(), "credit-balance", token, "{\"limit\": 1}"));
    }

    private static FunctionProcess at(int port) {
        return FunctionProcess.start("reserve-credits", "DATABASE_URL", Database.functionsUrl(port));
    }
}
