package io.schemata.drafts;

import static io.schemata.drafts.DraftCalls.add;
import static io.schemata.drafts.DraftCalls.claim;
import static io.schemata.drafts.DraftCalls.drafts;
import static io.schemata.drafts.DraftCalls.expire;
import static io.schemata.drafts.DraftCalls.save;
import static io.schemata.drafts.DraftCalls.saved;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class SaveDraftTest {
    private static final String ALL = "select count(*) from draft_prompts";

    @Test
    void keepsAVisitorsPromptForAWeekUnderATokenOfItsOwn() {
        Response saved = save(Tokens.anon(), "a film about bees");

        saved.then().statusCode(200).body("token", matchesPattern("[A-Za-z0-9_-]{43}"));
        Duration kept = Duration.between(Instant.now(), Instant.parse(saved.path("expiresAt")));
        assertTrue(kept.compareTo(Duration.ofDays(7)) <= 0 && kept.toHours() >= 7 * 24 - 1, kept::toString);
        assertNotEquals(saved.<String>path("token"), saved("a film about bees"));
    }

    @Test
    void keepsTheTokenAsItsHashOnly() {
        String token = saved("secret");

        String row = (String) Database.value(
                "public", "select d::text from draft_prompts d where session_token = ?", DraftTokens.hash(token));
        assertTrue(!row.contains(token) && row.contains(DraftTokens.hash(token)), row);
    }

    @Test
    void keepsOptionsAsTheyCame() {
        UUID user = Database.newUser();
        String options = "{\"seed\": 12345678901234567890, \"ratio\": 1.50, \"style\": {\"a\": [null, \"ä\"]}}";
        String token = Http.call(
                        "save-draft",
                        Tokens.anon(),
                        "{\"prompt\": \"x\", \"templateId\": \"t1\", \"options\": %s}".formatted(options))
                .then()
                .statusCode(200)
                .extract()
                .path("token");

        Response claimed = claim(user, token);
        claimed.then().statusCode(200).body("drafts[0].templateId", equalTo("t1"));
        assertTrue(claimed.asString().contains("12345678901234567890"), claimed::asString);
        assertTrue(claimed.asString().contains("1.50"), claimed::asString);
        claimed.then().body("drafts[0].options.style.a[1]", equalTo("ä"));
    }

    @Test
    void takesAPromptOfTwentyThousandCharactersAndNotMore() {
        save(Tokens.anon(), "x".repeat(20_000)).then().statusCode(200);
        save(Tokens.anon(), "ä".repeat(20_000)).then().statusCode(200);
        expectRefusal(save(Tokens.anon(), "x".repeat(20_001)), 400, "INVALID_REQUEST");
    }

    @Test
    void takesOptionsOfSixteenKibibytesAndNotMore() {
        String most = "{\"a\":\"%s\"}".formatted("x".repeat(16 * 1024 - 8));
        String body = "{\"prompt\": \"x\", \"options\": %s}";

        Http.call("save-draft", Tokens.anon(), body.formatted(most)).then().statusCode(200);
        Http.call("save-draft", Tokens.anon(), body.formatted(most.replaceFirst("x", "xx")))
                .then()
                .statusCode(400)
                .body("field", equalTo("options"));
        Http.call("save-draft", Tokens.anon(), body.formatted("{\"a\":[" + "1e99,".repeat(1_300) + "1]}"))
                .then()
                .statusCode(400)
                .body("field", equalTo("options"));
    }

    @Test
    void addsToATokenThatIsThere() {
        String token = saved("one");

        add(Tokens.anon(), "two", token).then().statusCode(200).body("token", equalTo(token));
        add(Tokens.user(Database.newUser()), "three", token).then().statusCode(200);
        assertEquals(List.of(3L, 0L), drafts(token));
    }

    @Test
    void addsToNoOther() {
        String expired = saved("x");
        expire(expired);
        UUID owner = Database.newUser();
        String claimed = saved("x");
        claim(owner, claimed).then().statusCode(200);
        Object before = Database.value("public", ALL);

        for (String token : List.of("unknown", "x".repeat(43), expired, claimed)) {
            expectRefusal(add(Tokens.anon(), "y", token), 404, "DRAFT_NOT_FOUND");
            expectRefusal(add(Tokens.user(Database.newUser()), "y", token), 404, "DRAFT_NOT_FOUND");
        }
        assertEquals(before, Database.value("public", ALL));
        add(Tokens.user(owner), "mine", claimed).then().statusCode(200);
        claim(owner, claimed).then().statusCode(200).body("drafts.size()", equalTo(2));
    }

    @Test
    void aRepeatGetsTheFirstAnswerWhenTheDraftHasGone() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String first = Http.call("save-draft", Tokens.anon(), "{\"prompt\": \"one\"}", key)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String token = JsonPath.from(first).getString("token");
        expire(token);
        Database.execute("public", "select clean_up('drafts', 1000, false)");
        assertEquals(List.of(0L, 0L), drafts(token));

        assertEquals(
                first,
                Http.call("save-draft", Tokens.anon(), "{\"prompt\": \"one\"}", key)
                        .asString());
        assertEquals(List.of(0L, 0L), drafts(token));
        expectRefusal(
                Http.call("save-draft", Tokens.anon(), "{\"prompt\": \"two\"}", key), 422, "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void keepsTwentyDraftsATokenHoweverManyComeAtOnce() {
        String token = saved("first");
        String body = "{\"prompt\": \"more\", \"token\": \"%s\"}".formatted(token);

        List<Integer> answers = Crowd.of(
                16,
                40,
                call -> Crowd.send(Crowd.request("save-draft", Tokens.anon(), body))
                        .status());

        assertEquals(19, answers.stream().filter(status -> status == 200).count());
        assertEquals(21, answers.stream().filter(status -> status == 429).count());
        expectRefusal(add(Tokens.anon(), "more", token), 429, "LIMIT_EXCEEDED");
        assertEquals(List.of(20L, 0L), drafts(token));
    }

    @Test
    void answersFiftyCallsOfOneKeyWithOneDraftAndItsToken() {
        String key = UUID.randomUUID().toString();
        Object before = Database.value("public", ALL);

        List<String> answers = Crowd.of(
                50,
                50,
                call -> Crowd.send(Crowd.request("save-draft", Tokens.anon(), "{\"prompt\": \"once\"}")
                                .header("Idempotency-Key", key))
                        .body());

        assertEquals(1, answers.stream().distinct().count(), () -> answers.get(0) + answers.get(1));
        assertTrue(answers.get(0).contains("\"token\":"), answers.get(0));
        assertEquals((Long) before + 1, Database.value("public", ALL));
    }

    @Test
    void answersARepeatAtTheLimitToo() {
        String token = saved("first");
        IntStream.range(0, 18)
                .forEach(i -> add(Tokens.anon(), "more", token).then().statusCode(200));
        String body = "{\"prompt\": \"last\", \"token\": \"%s\"}".formatted(token);

        List<String> answers = Crowd.of(
                8,
                8,
                call -> Crowd.send(
                                Crowd.request("save-draft", Tokens.anon(), body).header("Idempotency-Key", token))
                        .body());
        assertEquals(1, answers.stream().distinct().count(), answers::toString);
        assertTrue(answers.get(0).contains("draftId"), answers.get(0));
    }

    @Test
    void refusesAKnownKeyWithAnotherBody() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String token = Http.call("save-draft", Tokens.anon(), "{\"prompt\": \"one\"}", key)
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        Object before = Database.value("public", ALL);

        for (String body : List.of(
                "{\"prompt\": \"two\"}",
                "{\"prompt\": \"one\", \"templateId\": \"t\"}",
                "{\"prompt\": \"one\", \"options\": {\"a\": 1}}",
                "{\"prompt\": \"one\", \"token\": \"%s\"}".formatted(token),
                "{\"prompt\": \"one\", \"token\": \"unknown\"}")) {
            expectRefusal(Http.call("save-draft", Tokens.anon(), body, key), 422, "IDEMPOTENCY_MISMATCH");
        }
        assertEquals(before, Database.value("public", ALL));
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + UUID.randomUUID());
        List<String> tokens =
                List.of(Tokens.anon(), Tokens.user(Database.newUser()), Tokens.user(Database.newUser())).stream()
                        .map(caller -> Http.call("save-draft", caller, "{\"prompt\": \"one\"}", key)
                                .then()
                                .statusCode(200)
                                .extract()
                                .<String>path("token"))
                        .toList();
        assertEquals(3, tokens.stream().distinct().count());
    }

    @Test
    void isNotForTheService() {
        expectRefusal(save(Tokens.service(), "x"), 403, "FORBIDDEN");
        expectRefusal(save(null, "x"), 401, "UNAUTHENTICATED");
    }

    @Test
    void keepsADraftWhereTheHeaderSaysAndNowhereElse() {
        String token = Http.call("save-draft", Tokens.anon(), "{\"prompt\": \"x\"}", Map.of("Content-Profile", "alpha"))
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        UUID user = Database.newUser();

        expectRefusal(claim(user, token), 404, "DRAFT_NOT_FOUND");
        Http.call("claim-draft", Tokens.user(user), DraftCalls.body(token), Map.of("Content-Profile", "alpha"))
                .then()
                .statusCode(200);
        expectRefusal(
                Http.call("save-draft", Tokens.anon(), "{\"prompt\": \"x\"}", Map.of("Content-Profile", "nowhere")),
                406,
                "UNKNOWN_TENANT");
    }
}
