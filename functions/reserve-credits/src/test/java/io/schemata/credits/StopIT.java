package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Await;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A function that is told to stop finishes what it has begun. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class StopIT {
    private static final int CALLS = 4;

    @Test
    void takesCallsUntilALoadBalancerHasNoticedAndFinishesThoseInProgress() throws SQLException {
        List<UUID> users = Stream.generate(() -> Database.userWith("public", 10))
                .limit(CALLS)
                .toList();
        Database.execute("public", "alter role schemata_functions set lock_timeout = '7s'"); // longer than the delay
        UUID other = Database.userWith("public", 10);
        try (FunctionProcess function = FunctionProcess.start("reserve-credits", "QUARKUS_SHUTDOWN_DELAY", "5S");
                Connection holder = Database.owner("public")) {
            assertEquals(200, health(function, "ready").status());
            assertEquals(200, health(function, "live").status());
            holder.setAutoCommit(false);
            for (UUID user : users) {
                Database.rows(holder, "select from credit_accounts where user_id = ? for update", user);
            }
            function.terminate();
            Await.until(() -> health(function, "ready").status() != 200);
            assertEquals(200, balance(function, other), "not ready, and still at work");
            List<CompletableFuture<Integer>> calls = users.stream()
                    .map(user -> CompletableFuture.supplyAsync(() -> reserve(function, user)))
                    .toList();
            awaitWaiting(CALLS);
            int late = 200;
            while (late == 200) {
                late = balance(function, other);
            }
            assertTrue(late == 503 || late == 0, "refused, or there is no connection any more: " + late);
            holder.rollback();
            for (CompletableFuture<Integer> call : calls) {
                assertEquals(200, call.join());
            }
        } finally {
            Database.execute("public", "alter role schemata_functions set lock_timeout = '2s'");
        }
    }

    private static void awaitWaiting(int calls) {
        String waiting =
                "select count(*) from pg_stat_activity where usename = 'schemata_functions' and wait_event_type = 'Lock'";
        Await.until(() -> (long) Database.value("public", waiting) >= calls);
    }

    private static int reserve(FunctionProcess function, UUID user) {
        String body = "{\"amount\": 1, \"reference\": \"x\"}";
        return Crowd.send(Crowd.request(function.port(), "reserve-credits", Tokens.user(user), body))
                .status();
    }

    private static int balance(FunctionProcess function, UUID user) {
        return Crowd.send(Crowd.request(function.port(), "credit-balance", Tokens.user(user), "{}"))
                .status();
    }

    private static Crowd.Answer health(FunctionProcess function, String kind) {
        return Crowd.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/%s".formatted(function.port(), kind))));
    }
}
