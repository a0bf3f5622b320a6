package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
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
    void finishesTheCallsInProgressAndTakesNoNewOnes() throws SQLException {
        List<UUID> users = Stream.generate(() -> Database.userWith("public", 10))
                .limit(CALLS)
                .toList();
        try (FunctionProcess function = FunctionProcess.start("reserve-credits");
                Connection holder = Database.owner("public")) {
            assertEquals(200, health(function, "ready").status());
            assertEquals(200, health(function, "live").status());
            holder.setAutoCommit(false);
            for (UUID user : users) {
                Database.rows(holder, "select from credit_accounts where user_id = ? for update", user);
            }
            List<CompletableFuture<Integer>> calls = users.stream()
                    .map(user -> CompletableFuture.supplyAsync(() -> reserve(function, user)))
                    .toList();
            awaitWaiting(CALLS);
            function.terminate();
            while (health(function, "ready").status() == 200) {
                Thread.onSpinWait();
            }
            int late = reserve(function, users.get(0));
            assertTrue(late == 503 || late == 0, "refused, or there is no connection any more: " + late);
            holder.rollback();
            for (CompletableFuture<Integer> call : calls) {
                assertEquals(200, call.join());
            }
        }
    }

    private static void awaitWaiting(int calls) {
        String waiting =
                "select count(*) from pg_stat_activity where usename = 'schemata_functions' and wait_event_type = 'Lock'";
        while ((long) Database.value("public", waiting) < calls) {
            Thread.onSpinWait();
        }
    }

    private static int reserve(FunctionProcess function, UUID user) {
        String body = "{\"amount\": 1, \"reference\": \"x\"}";
        return Crowd.send(Crowd.request(function.port(), "reserve-credits", Tokens.user(user), body))
                .status();
    }

    private static Crowd.Answer health(FunctionProcess function, String kind) {
        return Crowd.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/%s".formatted(function.port(), kind))));
    }
}
