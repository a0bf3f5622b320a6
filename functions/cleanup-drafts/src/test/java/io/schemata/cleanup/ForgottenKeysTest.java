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

    @Test
    void forgetsWhatSavingWasAnsweredAfterThirtyDays() {
        Database.execute("public", "delete from draft_requests");
        for (int days : List.of(29, 31, 400)) {
            Database.execute(
                    "public",
                    "insert into draft_requests (key, digest, draft_id, expires_at, created_at)"
                            + " values (encode(sha256(?::bytea), 'hex'), 'x', gen_random_uuid(), now(),"
                            + " now() - make_interval(days => ?))",
                    "key of day " + days,
                    days);
        }
        cleanUp("{\"batchSize\": 1}");
        assertEquals(1L, Database.value("public", "select count(*) from draft_requests"));
    }

    @Test
    void forgetsTheTokensOfDeletedUsersAfterThirtyDaysAndOfOthersNever() {
        claimed("of a user", user);
        claimed("left now", Database.newUser());
        claimed("left long ago", Database.newUser());
        Database.execute(
                "public",
                "delete from auth.users where id in (select user_id from claimed_draft_tokens"
                        + " where user_id <> ? and session_token in (select encode(sha256(t::bytea), 'hex')"
                        + " from unnest(array['left now', 'left long ago']) t))",
                user);
        Database.execute(
                "public",
                "update claimed_draft_tokens set left_at = now() - interval '31 days', claimed_at = claimed_at"
                        + " where session_token = encode(sha256('left long ago'), 'hex')");
        cleanUp("{}");
        assertEquals(
                List.of(List.of("left now"), List.of("of a user")),
                Database.rows(
                        "public",
                        "select t from unnest(array['of a user', 'left now', 'left long ago']) t where exists"
                                + " (select from claimed_draft_tokens where session_token = encode(sha256(t::bytea), 'hex'))"
                                + " order by 1"));
    }

    /** A token that was claimed a year ago. */
    private static void claimed(String token, UUID owner) {
        Database.execute(
                "public",
                "insert into claimed_draft_tokens (session_token, user_id, claimed_at)"
                        + " values (encode(sha256(?::bytea), 'hex'), ?, now() - interval '1 year')",
                token,
                owner);
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
