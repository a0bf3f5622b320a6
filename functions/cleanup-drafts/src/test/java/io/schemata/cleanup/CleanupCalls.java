package io.schemata.cleanup;

import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;

/** The calls and looks that the cleanup tests have in common. */
final class CleanupCalls {
    private CleanupCalls() {}

    static Response cleanUp(String body) {
        return Http.call("cleanup-drafts", Tokens.service(), body);
    }

    /** What a tenant is said to have had done, after a whole call. */
    static int count(Response answer, String tenant, String what) {
        return answer.then()
                .statusCode(200)
                .extract()
                .path("tenants.find { it.tenant == '%s' }.%s".formatted(tenant, what));
    }

    /** Drafts of a tenant: {@code number} of them, expired or not, claimed by a user or not. */
    static void drafts(String schema, int number, boolean expired, UUID user) {
        Database.execute(
                schema,
                "insert into draft_prompts (session_token, prompt_text, user_id, expires_at)"
                        + " select encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 'x', ?,"
                        + " now() + case when ? then interval '-1 day' else interval '1 day' end from generate_series(1, ?)",
                user,
                expired,
                number);
    }

    /** Expired and unclaimed, unclaimed, claimed. */
    static List<Object> drafts(String schema) {
        return Database.rows(
                        schema,
                        "select count(*) filter (where user_id is null and expires_at <= now()),"
                                + " count(*) filter (where user_id is null and expires_at > now()),"
                                + " count(user_id) from draft_prompts")
                .get(0);
    }

    /** A user with 100 credits, two of them in each of some overdue holds. */
    static UUID overdue(String schema, int holds) {
        UUID user = Database.userWith(schema, 100);
        for (int i = 0; i < holds; i++) {
            Database.execute(schema, "select reserve_credits(?, ?, 2, null, 'work', 3600, null)", user, user);
        }
        Database.execute(
                schema,
                "update credit_reservations set expires_at = now() - interval '1 minute' where user_id = ?",
                user);
        return user;
    }
}
