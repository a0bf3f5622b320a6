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
import io.schemata.testing.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A locked account or tenant takes no connections away from the others. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class BulkheadIT {
    private static final int STUCK_CLIENTS = 64;
    private static final int USERS = 50;

    @Test
    void aLockedAccountLeavesTheOthersTheirConnections() throws SQLException {
        UUID locked = Database.userWith("public", 1_000);
        String row = "select from credit_accounts where user_id = '%s' for update".formatted(locked);
        othersAreServedWhile("public", row, "public", List.of(locked));
    }

    @Test
    void aLockedTenantLeavesTheOthersTheirConnections() throws SQLException {
        othersAreServedWhile("video_alpha", "lock table credit_accounts", "alpha", users("video_alpha"));
    }

    private static void othersAreServedWhile(String schema, String lock, String tenant, List<UUID> stuck)
            throws SQLException {
        List<UUID> elsewhere = users("video_beta");
        List<UUID> beside = users("public");
        try (FunctionProcess function = FunctionProcess.start("reserve-credits");
                Connection holder = Database.owner(schema)) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute(lock);
            }
            try (Clients waiting = Clients.start(STUCK_CLIENTS, () -> reserve(function, tenant, stuck))) {
                waiting.awaitStatus(503, STUCK_CLIENTS, 20);
                everyoneIsServed(function, "beta", elsewhere);
                everyoneIsServed(function, "public", beside);
                assertTrue(waiting.calls().stream().allMatch(call -> call.status() == 503), "nothing of the locked");
            }
            holder.rollback();
            assertEquals(200, reserve(function, tenant, stuck).status(), "and afterwards it goes on");
        }
    }

    private static List<UUID> users(String schema) {
        return IntStream.range(0, USERS)
                .mapToObj(user -> Database.userWith(schema, 1_000))
                .toList();
    }

    private static void everyoneIsServed(FunctionProcess function, String tenant, List<UUID> users) {
        List<Integer> answers = Crowd.of(
                8,
                USERS * 20,
                call -> reserve(function, tenant, users.subList(call % USERS, call % USERS + 1))
                        .status());
        assertEquals(List.of(200), answers.stream().distinct().toList());
    }

    private static Crowd.Answer reserve(FunctionProcess function, String tenant, List<UUID> users) {
        UUID user = users.get((int) (Thread.currentThread().getId() % users.size()));
        String body = "{\"amount\": 1, \"reference\": \"%s\"}".formatted(UUID.randomUUID());
        return Crowd.send(Crowd.request(function.port(), "reserve-credits", Tokens.user(user), body)
                .header("Content-Profile", tenant));
    }
}
