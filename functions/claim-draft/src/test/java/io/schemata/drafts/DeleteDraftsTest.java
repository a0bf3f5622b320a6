package io.schemata.drafts;

import static io.schemata.drafts.DraftCalls.add;
import static io.schemata.drafts.DraftCalls.body;
import static io.schemata.drafts.DraftCalls.claim;
import static io.schemata.drafts.DraftCalls.drafts;
import static io.schemata.drafts.DraftCalls.saved;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class DeleteDraftsTest {
    private final UUID user = Database.newUser();

    @Test
    void aVisitorDeletesADraftOfTheirToken() {
        String token = saved("one");
        String one = only(token);
        add(Tokens.anon(), "two", token).then().statusCode(200);
        String others = only(saved("another token's"));

        delete(Tokens.anon(), token, one, others).then().statusCode(200).body("deleted", equalTo(List.of(one)));
        DraftCalls.list(Tokens.anon(), body(token)).then().body("drafts.prompt", equalTo(List.of("two")));
        assertEquals(1L, Database.value("public", "select count(*) from draft_prompts where id = ?::uuid", others));
    }

    @Test
    void aUserDeletesWhatTheyHaveClaimedWithTheTokenOrWithout() {
        String token = saved("one");
        String one = only(token);
        add(Tokens.anon(), "two", token).then().statusCode(200);
        claim(user, token).then().statusCode(200);

        delete(Tokens.user(Database.newUser()), null, one).then().body("deleted", equalTo(List.of()));
        delete(Tokens.user(Database.newUser()), token, one).then().body("deleted", equalTo(List.of()));
        delete(Tokens.anon(), token, one).then().body("deleted", equalTo(List.of()));
        assertEquals(List.of(2L, 2L), drafts(token));
        delete(Tokens.user(user), null, one).then().body("deleted", equalTo(List.of(one)));
        String two = only(token);
        delete(Tokens.user(user), token, two, two).then().body("deleted", equalTo(List.of(two)));
        assertEquals(List.of(0L, 0L), drafts(token));
    }

    @Test
    void answersARepeatUnderAKeyTheSame() {
        String token = saved("one");
        String one = only(token);
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        for (int i = 0; i < 2; i++) {
            Http.call("delete-drafts", Tokens.anon(), request(token, one), key)
                    .then()
                    .statusCode(200)
                    .body("deleted", equalTo(List.of(one)));
        }
        expectRefusal(
                Http.call(
                        "delete-drafts",
                        Tokens.anon(),
                        request(token, UUID.randomUUID().toString()),
                        key),
                422,
                "IDEMPOTENCY_MISMATCH");
        Http.call("save-draft", Tokens.anon(), "{\"prompt\": \"x\"}", key)
                .then()
                .statusCode(200); // keys of its own
        delete(Tokens.anon(), token, one).then().body("deleted", equalTo(List.of()));
    }

    @RepeatedTest(10)
    void ofAClaimAndADeletionAtOnceOneComesFirst() {
        String token = saved("one");
        String one = only(token);

        List<Crowd.Answer> answers = Crowd.of(
                8,
                8,
                call -> Crowd.send(
                        call % 2 == 0
                                ? Crowd.request("delete-drafts", Tokens.anon(), request(token, one))
                                : Crowd.request("claim-draft", Tokens.user(user), body(token))));

        long deleted = answers.stream()
                .filter(answer -> answer.body().contains("\"deleted\":[\""))
                .count();
        long claimed = answers.stream()
                .filter(answer -> answer.status() == 200 && answer.body().contains("\"draftId\""))
                .count();
        assertEquals(List.of(1L - deleted, 1L - deleted), drafts(token), answers::toString);
        assertEquals(deleted == 1 ? 0 : 4, claimed, answers::toString);
    }

    @Test
    void aVisitorHasToSayWhichToken() {
        Response refused = delete(Tokens.anon(), null, only(saved("x")));
        expectRefusal(refused, 400, "INVALID_REQUEST");
        refused.then().body("field", equalTo("token"));
    }

    private static Response delete(String caller, String token, String... ids) {
        return Http.call("delete-drafts", caller, request(token, ids));
    }

    private static String request(String token, String... ids) {
        String of = token == null ? "" : ", \"token\": \"%s\"".formatted(token);
        return "{\"draftIds\": [\"%s\"]%s}".formatted(String.join("\", \"", ids), of);
    }

    /** The id of a token's only draft. */
    private static String only(String token) {
        List<List<Object>> ids = Database.rows(
                "public", "select id::text from draft_prompts where session_token = ?", DraftTokens.hash(token));
        assertEquals(1, ids.size());
        return (String) ids.get(0).get(0);
    }
}
