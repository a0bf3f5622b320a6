package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Clients;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Relay;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Between a function and its database the network fails silently, or the database itself does: every call has an answer. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class NetworkIT {
    /** The deadline of a call, and what a busy machine adds. */
    private static final int LONGEST_MILLISECONDS = 11_000;

    private static final int CLIENTS = 32;

    private final UUID user = Database.userWith("public", 1_000_000);

    @Test
    void replacesConnectionsThatAreLostWithoutASound() {
        try (Relay network = Relay.to(Database.port());
                FunctionProcess function = through(network);
                Clients clients = Clients.start(CLIENTS, () -> call(function))) {
            clients.awaitStatus(200, 500, 20);
            network.loseConnections();
            clients.awaitStatus(200, 500, 15);
            everyCallWasAnsweredInTime(clients.calls());
            assertTrue(clients.calls().stream().anyMatch(call -> call.status() == 503), "for a lost connection");
        }
    }

    @Test
    void goesOnWhenADatabaseThatStoodStillGoesOn() {
        try (Relay network = Relay.to(Database.port());
                FunctionProcess function = through(network);
                Clients clients = Clients.start(CLIENTS, () -> call(function))) {
            clients.awaitStatus(200, 500, 20);
            network.freeze();
            clients.awaitStatus(503, 3 * CLIENTS, 45);
            network.thaw();
            clients.awaitStatus(200, 500, 15);
            everyCallWasAnsweredInTime(clients.calls());
        }
    }

    @Test
    void leavesSessionsThatAFailoverHasMadeReadOnly() {
        try (FunctionProcess function = FunctionProcess.start("reserve-credits");
                Clients clients = Clients.start(CLIENTS, () -> reserve(function))) {
            clients.awaitStatus(200, 100, 20);
            Database.execute("public", "alter role schemata_functions set default_transaction_read_only = on");
            Database.execute(
                    "public",
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'schemata_functions'");
            clients.awaitStatus(503, 100, 20);
            Database.execute("public", "alter role schemata_functions reset default_transaction_read_only");
            clients.awaitStatus(200, 100, 20);
            everyCallWasAnsweredInTime(clients.calls());
        }
        assertEquals(List.of(), CreditCalls.discrepancies());
    }

    private static void everyCallWasAnsweredInTime(List<Clients.Call> calls) {
        for (Clients.Call call : calls) {
            assertTrue(call.status() == 200 || call.status() == 503, call::toString);
            assertTrue(call.milliseconds() < LONGEST_MILLISECONDS, call::toString);
        }
    }

    private Crowd.Answer call(FunctionProcess function) {
        return Crowd.send(Crowd.request(function.port(), "credit-balance", Tokens.user(user), "{\"limit\": 1}"));
    }

    private Crowd.Answer reserve(FunctionProcess function) {
        String body = "{\"amount\": 1, \"reference\": \"x\"}";
        UUID each = Database.userWith("public", 1);
        return Crowd.send(Crowd.request(function.port(), "reserve-credits", Tokens.user(each), body));
    }

    private static FunctionProcess through(Relay network) {
        return FunctionProcess.start("reserve-credits", "DATABASE_URL", Database.functionsUrl(network.port()));
    }
}
