package io.schemata.cleanup;

import static io.schemata.cleanup.CleanupCalls.cleanUp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What Idempotency-Keys stood for is kept for 30 days, and what must hold for ever for ever. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class ForgottenKeysTest {
    private static final String CREDIT_KEYS =
            "select function, key from credit_requests where user_id = ? order by key";

    private final UUID user = Database.userWith("public", 10);

    @Test
    void forgetsKeysOfCreditsAfterThirtyDaysButNoWelcome() {
        for (String days : List.of("29", "31", "400")) {
            creditKey("reserve-credits", days, user);
            creditKey("new-user", "w" + days, null);
        }
        Database.execute(
                "public",
                "update credit_requests set created_at = now() - interval '400 days' where function = 'new-user'");

        cleanUp("{\"dryRun\": true}");
        assertEquals(6, Database.rows("public", CREDIT_KEYS, user).size());
        cleanUp("{\"batchSize\": 1}");
        assertEquals(
                List.of(
                        List.of("reserve-credits", "29"),
                        List.of("new-user", "w29"),
                        List.of("new-user", "w31"),
                        List.of("new-user", "w400")),
                Database.rows("public", CREDIT_KEYS, user));
    }

    @Test
    void forgetsKeysOfClaimsAfterThirtyDays() {
        for (int days : List.of(29, 31, 400)) {
            Database.execute(
                    "public",
                    "insert into draft_claims (user_id, key, session_token, created_at)"
                            + " values (?, ?, 'x', now() - make_interval(days => ?))",
                    user,
                    "key of day " + days,
                    days);
        }
        cleanUp("{}");
        assertEquals(
                List.of(List.of("key of day 29")),
                Database.rows("public", "select key from draft_claims where user_id = ?", user));
    }

    private void creditKey(String function, String key, UUID caller) {
        Database.execute(
                "public",
                "insert into credit_requests (caller_id, function, key, user_id, request, subject_id, created_at)"
                        + " values (?, ?, ?, ?, '{}', gen_random_uuid(), now() - make_interval(days => ?))",
                caller,
                function,
                key,
                user,
                Integer.parseInt(key.replace("w", "")));
    }
}
