package io.schemata.drafts;

import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The calls and looks that the draft tests have in common. */
final class DraftCalls {
    private DraftCalls() {}

    /** The token of a visitor's new draft. */
    static String saved(String prompt) {
        return save(Tokens.anon(), prompt).then().statusCode(200).extract().path("token");
    }

    static Response save(String caller, String prompt) {
        return Http.call("save-draft", caller, "{\"prompt\": \"%s\"}".formatted(prompt));
    }

    /** Another draft under a token that is there. */
    static Response add(String caller, String prompt, String token) {
        return Http.call("save-draft", caller, "{\"prompt\": \"%s\", \"token\": \"%s\"}".formatted(prompt, token));
    }

    static Response claim(UUID user, String token) {
        return Http.call("claim-draft", Tokens.user(user), body(token));
    }

    static Response list(String caller, String request) {
        return Http.call("drafts", caller, request);
    }

    /** A draft that a client leaves by itself. */
    static void leave(String token, String prompt) {
        try (Connection visitor = Database.owner("public")) {
            visitor.setAutoCommit(false);
            Database.execute(visitor, "set local role anon");
            Database.execute(
                    visitor, "insert into draft_prompts (session_token, prompt_text) values (?, ?)", token, prompt);
            visitor.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static String body(String token) {
        return "{\"token\": \"%s\"}".formatted(token);
    }

    /** Lets a week go by for a token's drafts, as only the database's owner can. */
    static void expire(String token) {
        Database.execute(
                "public",
                "update draft_prompts set expires_at = now() - interval '1 second' where session_token = ?",
                DraftTokens.hash(token));
    }

    /** How many drafts there are of a token, and how many of them are claimed. */
    static List<Object> drafts(String token) {
        return Database.rows(
                        "public",
                        "select count(*), count(user_id) from draft_prompts where session_token = ?",
                        DraftTokens.hash(token))
                .get(0);
    }
}
