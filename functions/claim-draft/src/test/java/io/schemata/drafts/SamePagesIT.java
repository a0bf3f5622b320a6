package io.schemata.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Plans;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a refused call takes says nothing of its token: the server reads the same pages for it, and no draft. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class SamePagesIT {
    private static final int DRAFTS = 20_000;

    @Test
    void answersUnknownExpiredAndForeignTokensAlike() throws SQLException {
        UUID user = Database.newUser();
        UUID other = Database.newUser();
        for (String kind : List.of("expired", "foreign")) {
            Database.execute(
                    "public",
                    "insert into draft_prompts (session_token, user_id, prompt_text, expires_at)"
                            + " select ?, ?, 'x', now() - interval '1 day' from generate_series(1, 20)",
                    DraftTokens.hash(kind),
                    kind.equals("foreign") ? other : null);
        }
        Database.execute(
                "public",
                "insert into claimed_draft_tokens (session_token, user_id) values (?, ?)",
                DraftTokens.hash("foreign"),
                other);
        Database.execute(
                "public",
                "insert into draft_prompts (session_token, prompt_text)"
                        + " select encode(sha256(i::text::bytea), 'hex'), 'x' from generate_series(1, ?) i",
                DRAFTS);
        Database.execute("public", "vacuum analyze draft_prompts");

        for (String call : List.of(
                "select * from claim_draft('%s', '%s', null)",
                "select * from save_draft('%s', '%s', true, 'x', null, null, null, null)")) {
            List<String> unknown = plan(call, user, "unknown");
            assertTrue(unknown.size() >= 4, unknown::toString);
            assertTrue(unknown.stream().noneMatch(line -> line.contains("Rows Removed by")), unknown::toString);
            assertTrue(unknown.stream().noneMatch(line -> line.contains("Seq Scan")), unknown::toString);
            assertEquals(unknown, plan(call, user, "expired"));
            assertEquals(unknown, plan(call, user, "foreign"));
        }
        for (String call : List.of(
                "select * from list_drafts('%s', '%s', null, null, 51)",
                "select * from delete_drafts('%s', '%s', array[gen_random_uuid()], null)")) {
            List<String> unknown = plan(call, user, "unknown");
            assertTrue(unknown.size() >= 2, unknown::toString);
            assertEquals(unknown, plan(call, user, "expired"));
            assertEquals(unknown, plan(call, user, "foreign"));
        }
    }

    /** How the server ran the statements of a refused call: nodes, conditions, rows and pages. */
    private static List<String> plan(String sql, UUID user, String token) throws SQLException {
        try (Connection connection = Database.owner("public");
                Statement statement = connection.createStatement()) {
            Plans.show(statement);
            statement.execute("set auto_explain.log_buffers = on");
            String call = sql.formatted(user, DraftTokens.hash(token));
            findsNothing(statement, call); // once without looking: the first call also reads the catalogue
            statement.clearWarnings();
            findsNothing(statement, call);
            return Plans.linesOn("draft_prompts", statement)
                    .filter(line -> line.contains("draft_prompts") || line.contains("Buffers") || line.contains("Rows"))
                    .map(line -> line.replaceAll("cost=\\S+ ", "").strip())
                    .toList();
        }
    }

    private static void findsNothing(Statement statement, String call) {
        try {
            statement.execute(call);
            assertTrue(call.contains("list_drafts") || call.contains("delete_drafts"), call);
        } catch (SQLException refused) {
            assertEquals("SCN03", refused.getSQLState());
        }
    }
}
