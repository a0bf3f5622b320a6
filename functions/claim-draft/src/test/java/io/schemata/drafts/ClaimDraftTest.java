package io.schemata.drafts;

import static io.schemata.drafts.DraftCalls.add;
import static io.schemata.drafts.DraftCalls.body;
import static io.schemata.drafts.DraftCalls.claim;
import static io.schemata.drafts.DraftCalls.drafts;
import static io.schemata.drafts.DraftCalls.expire;
import static io.schemata.drafts.DraftCalls.leave;
import static io.schemata.drafts.DraftCalls.saved;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
class ClaimDraftTest {
    private final UUID user = Database.newUser();

    @Test
    void takesOverEveryDraftOfAToken() {
        String token = threeDrafts();

        claim(user, token).then().statusCode(200).body("drafts.prompt", equalTo(List.of("one", "two", "three")));
        assertEquals(List.of(3L, 3L), drafts(token));
    }

    @Test
    void answersTheSameToARepeatBeforeAndAfterTheWeek() {
        String token = threeDrafts();
        String first = claim(user, token).then().statusCode(200).extract().asString();

        assertEquals(first, claim(user, token).asString());
        Database.execute(
                "public",
                "update draft_prompts set created_at = created_at - interval '9 days' where session_token = ?",
                DraftTokens.hash(token));
        Database.execute(
                "public",
                "update draft_prompts set expires_at = created_at + interval '7 days' where session_token = ?",
                DraftTokens.hash(token));
        claim(user, token).then().statusCode(200).body("drafts.prompt", equalTo(List.of("one", "two", "three")));
    }

    @RepeatedTest(10)
    void givesAllToOneOfTwoUsersWhoClaimAtOnce() {
        UUID other = Database.newUser();
        String token = threeDrafts();

        List<Crowd.Answer> answers = Crowd.of(
                32,
                32,
                call -> Crowd.send(
                        Crowd.request("claim-draft", Tokens.user(call % 2 == 0 ? user : other), body(token))));

        List<String> won = answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(Crowd.Answer::body)
                .toList();
        assertEquals(16, won.size(), answers::toString);
        assertEquals(1, won.stream().distinct().count(), won::toString);
        assertEquals(3, won.get(0).split("draftId").length - 1);
        assertEquals(
                16,
                answers.stream()
                        .filter(answer ->
                                answer.status() == 404 && answer.body().contains("DRAFT_NOT_FOUND"))
                        .count());
        assertEquals(
                1L,
                Database.value(
                        "public",
                        "select count(distinct user_id) from draft_prompts where session_token = ?",
                        DraftTokens.hash(token)));
    }

    @Test
    void refusesUnknownExpiredAndForeignTokensAlike() {
        String expired = saved("x");
        expire(expired);
        String foreign = saved("x");
        claim(Database.newUser(), foreign).then().statusCode(200);

        List<String> answers = List.of("unknown", "x".repeat(43), expired, foreign).stream()
                .map(token -> {
                    expectRefusal(claim(user, token), 404, "DRAFT_NOT_FOUND");
                    return claim(user, token).asString().replaceAll("\"instance\":\"\\w+\"", "");
                })
                .distinct()
                .toList();
        assertEquals(1, answers.size(), answers::toString);
        assertEquals(List.of(1L, 0L), drafts(expired));
        assertEquals(List.of(1L, 1L), drafts(foreign));
    }

    @Test
    void findsDraftsAddedSince() {
        String token = saved("before");
        claim(user, token).then().statusCode(200);
        add(Tokens.user(user), "after", token).then().statusCode(200);

        claim(user, token).then().statusCode(200).body("drafts.prompt", equalTo(List.of("before", "after")));
    }

    @Test
    void whatIsSavedUnderAClaimedTokenIsTheClaimersAlone() {
        String token = saved("one");
        claim(user, token).then().statusCode(200);
        leave(token, "two");
        assertEquals(List.of(2L, 2L), drafts(token), "at once");
        add(Tokens.user(user), "three", token).then().statusCode(200);
        assertEquals(List.of(3L, 3L), drafts(token), "at once");

        expectRefusal(claim(Database.newUser(), token), 404, "DRAFT_NOT_FOUND");
        claim(user, token).then().statusCode(200).body("drafts.prompt", equalTo(List.of("one", "two", "three")));
    }

    @Test
    void theTokenOfADeletedUserIsNobodys() {
        String token = saved("one");
        claim(user, token).then().statusCode(200);
        Database.execute("public", "delete from auth.users where id = ?", user);
        leave(token, "two");

        expectRefusal(claim(Database.newUser(), token), 404, "DRAFT_NOT_FOUND");
        expectRefusal(add(Tokens.anon(), "three", token), 404, "DRAFT_NOT_FOUND");
        assertEquals(List.of(1L, 0L), drafts(token));
    }

    @Test
    void theSameKeyGetsTheSameAnswerWhateverCameLater() {
        String token = saved("one");
        Map<String, String> key = Map.of("Idempotency-Key", "k");
        String first =
                Http.call("claim-draft", Tokens.user(user), body(token), key).asString();
        add(Tokens.user(user), "two", token).then().statusCode(200);

        assertEquals(
                first,
                Http.call("claim-draft", Tokens.user(user), body(token), key).asString());
        claim(user, token).then().body("drafts.prompt", equalTo(List.of("one", "two")));
    }

    @Test
    void refusesAKnownKeyWithAnotherToken() {
        Map<String, String> key = Map.of("Idempotency-Key", "k");
        String first = saved("x");
        String second = saved("y");
        Http.call("claim-draft", Tokens.user(user), body(first), key).then().statusCode(200);
        Http.call("claim-draft", Tokens.user(user), body(first), key).then().statusCode(200);

        expectRefusal(Http.call("claim-draft", Tokens.user(user), body(second), key), 422, "IDEMPOTENCY_MISMATCH");
        expectRefusal(Http.call("claim-draft", Tokens.user(user), body("unknown"), key), 422, "IDEMPOTENCY_MISMATCH");
        assertEquals(List.of(1L, 0L), drafts(second));
    }

    @Test
    void spendsNoKeyOnARefusal() {
        Map<String, String> key = Map.of("Idempotency-Key", "k");
        expectRefusal(Http.call("claim-draft", Tokens.user(user), body("unknown"), key), 404, "DRAFT_NOT_FOUND");

        Http.call("claim-draft", Tokens.user(user), body(saved("x")), key)
                .then()
                .statusCode(200);
    }

    @Test
    void knowsThatAUserIsGone() {
        String token = saved("x");
        UUID gone = UUID.randomUUID();

        expectRefusal(claim(gone, token), 404, "USER_NOT_FOUND");
        assertEquals(List.of(1L, 0L), drafts(token));
    }

    @Test
    void isForUsersAlone() {
        String token = saved("x");
        for (String caller : List.of(Tokens.anon(), Tokens.service())) {
            expectRefusal(Http.call("claim-draft", caller, body(token)), 403, "FORBIDDEN");
        }
        assertEquals(List.of(1L, 0L), drafts(token));
    }

    @Test
    void goesWithItsUser() {
        String token = saved("x");
        claim(user, token).then().statusCode(200);

        Database.execute("public", "delete from auth.users where id = ?", user);
        assertEquals(List.of(0L, 0L), drafts(token));
    }

    @Test
    void saysThatATenantIsNotReady() {
        Database.execute("video_delta", "alter table draft_prompts rename to hidden");
        try {
            for (String function : List.of("claim-draft", "save-draft")) {
                String body = function.startsWith("claim") ? body("x") : "{\"prompt\": \"x\"}";
                expectRefusal(
                        Http.call(function, Tokens.user(user), body, Map.of("Content-Profile", "delta")),
                        503,
                        "TENANT_NOT_READY");
            }
        } finally {
            Database.execute("video_delta", "alter table hidden rename to draft_prompts");
        }
        assertTrue(saved("x").length() > 40);
    }

    private static String threeDrafts() {
        String token = saved("one");
        add(Tokens.anon(), "two", token).then().statusCode(200);
        add(Tokens.anon(), "three", token).then().statusCode(200);
        return token;
    }
}
