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
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the others have of a function while one account or one tenant is locked for 20 s. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class NeighbourProof {
    private static final int USERS = 200;
    private static final int CLIENTS = 8;
    private static final int STUCK_CLIENTS = 64;
    private static final int SECONDS = 20;
    private static final double LEAST_SHARE = 0.75;
    private static final int MOST_TIMES_SLOWER = 3;

    private final List<UUID> others = users("public", USERS);

    @Test
    void oneAccountIsLocked() throws SQLException {
        List<UUID> locked = users("public", 1);
        measure(
                "one account locked",
                "public",
                "select from credit_accounts where user_id = '%s' for update".formatted(locked.get(0)),
                "public",
                locked);
    }

    @Test
    void oneTenantIsLocked() throws SQLException {
        measure("one tenant locked", "video_alpha", "lock table credit_accounts", "alpha", users("video_alpha", USERS));
    }

    private void measure(String cause, String schema, String lock, String tenant, List<UUID> stuck)
            throws SQLException {
        try (FunctionProcess function = FunctionProcess.start("reserve-credits");
                Connection holder = Database.owner(schema);
                Clients clients = Clients.start(CLIENTS, () -> grant(function, "public", others))) {
            clients.callFor(10);
            Figures before = clients.measure(SECONDS);
            holder.setAutoCommit(false);
            Database.execute(holder, lock);
            Figures during;
            try (Clients waiting = Clients.start(STUCK_CLIENTS, () -> grant(function, tenant, stuck))) {
                during = clients.measure(SECONDS);
                assertEquals(Set.of(503), statusesOf(waiting));
                holder.rollback();
            }
            Figures.note("Neighbours", "%s, before: %s".formatted(cause, before));
            Figures.note("Neighbours", "%s, for 20 s: %s".formatted(cause, during));
            assertEquals(0, during.failed(), during::toString);
            assertTrue(during.perSecond() >= LEAST_SHARE * before.perSecond(), during::toString);
            assertTrue(
                    during.p99Milliseconds() <= MOST_TIMES_SLOWER * Math.max(1, before.p99Milliseconds()),
                    during::toString);
        }
    }

    private static Set<Integer> statusesOf(Clients clients) {
        return clients.calls().stream().map(Clients.Call::status).collect(Collectors.toSet());
    }

    private static List<UUID> users(String schema, int number) {
        return Stream.generate(() -> Database.userWith(schema, 1)).limit(number).toList();
    }

    private static Crowd.Answer grant(FunctionProcess function, String tenant, List<UUID> users) {
        UUID user = users.get(ThreadLocalRandom.current().nextInt(users.size()));
        String body = "{\"userId\": \"%s\", \"amount\": 1, \"type\": \"grant\"}".formatted(user);
        return Crowd.send(Crowd.request(function.port(), "grant-credits", Tokens.service(), body)
                .header("Content-Profile", tenant));
    }
}
