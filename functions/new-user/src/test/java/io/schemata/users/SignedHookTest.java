package io.schemata.users;

import static io.schemata.testing.Http.expectRefusal;
import static io.schemata.users.SetUpCalls.hasEverywhere;
import static io.schemata.users.SetUpCalls.named;
import static io.schemata.users.SetUpCalls.words;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import io.schemata.testing.Webhooks;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calls signed as Standard Webhooks say. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class SignedHookTest {
    private static final List<Object> SET_UP = List.of(1L, 1L, 10L, 1L);
    private static final List<Object> NOTHING = Arrays.asList(0L, 0L, null, 0L);
    private static final String UNKNOWN_SECRET = "v1,whsec_plJ3nmyCDGBKInavdOK15jsl0123456789ABCDEF";

    private final UUID user = Database.newUser();
    private final String body = Webhooks.authHook("after-user-created", user);

    @Test
    void aWebhookThatCannotSignBringsASecret() {
        UUID inserted = Database.newUser();
        String row = Webhooks.userInserted(inserted);
        Http.call("new-user", null, row, secret(Webhooks.SHARED_SECRET))
                .then()
                .statusCode(200)
                .body("userId", equalTo(inserted.toString()));
        for (String wrong : List.of("", "x".repeat(32), Webhooks.SHARED_SECRET + "x", Webhooks.NEW_SECRET)) {
            expectRefusal(Http.call("new-user", null, row, secret(wrong)), 401, "UNAUTHENTICATED");
            expectRefusal(Http.call("new-user", Tokens.service(), row, secret(wrong)), 401, "UNAUTHENTICATED");
        }
        Map<String, String> signedToo = new HashMap<>(Webhooks.signed(Webhooks.NEW_SECRET, row));
        signedToo.putAll(secret("x".repeat(32)));
        expectRefusal(Http.call("new-user", null, row, signedToo), 401, "UNAUTHENTICATED");
    }

    private static Map<String, String> secret(String secret) {
        return Map.of("x-webhook-secret", secret);
    }

    @Test
    void believesARightSignature() {
        Response answer = post(Webhooks.signed(Webhooks.NEW_SECRET, body), body);

        assertEquals(List.of("created"), words(answer, "profile"));
        assertEquals(List.of(SET_UP), hasEverywhere(user));
    }

    @Test
    void takesEveryWayToNameAUser() {
        for (String named : List.of(named(user), Webhooks.userInserted(user), body)) {
            assertEquals(
                    1,
                    words(post(Webhooks.signed(Webhooks.NEW_SECRET, named), named), "profile")
                            .size());
        }
        assertEquals(List.of(SET_UP), hasEverywhere(user));
    }

    @Test
    void believesBothSecretsWhileTheyAreRotated() {
        words(post(Webhooks.signed(Webhooks.OLD_SECRET, body), body), "profile");
        words(post(Webhooks.signed(Webhooks.NEW_SECRET, body), body), "profile");

        String id = "msg_" + user;
        Instant now = Instant.now();
        String right = signature(Webhooks.signed(Webhooks.NEW_SECRET, id, now, body));
        String other = signature(Webhooks.signed(UNKNOWN_SECRET, id, now, body));
        for (String both : List.of(
                right + " " + other,
                other + " " + right,
                other + ", " + right,
                other + "," + right,
                "v1a,x " + right)) {
            Map<String, String> headers = new HashMap<>(Webhooks.signed(Webhooks.NEW_SECRET, id, now, body));
            headers.put("webhook-signature", both);
            post(headers, body).then().statusCode(200);
        }
    }

    @Test
    void refusesASignatureThatIsNotRight() {
        Map<String, String> right = Webhooks.signed(Webhooks.NEW_SECRET, body);
        refused(Webhooks.signed(UNKNOWN_SECRET, body), body);
        refused(right, body.replace("after", "AFTER"));
        refused(right, body + " ");
        refused(with(right, "webhook-id", "msg_other"), body);
        refused(with(right, "webhook-timestamp", Long.toString(Instant.now().getEpochSecond() + 1)), body);
        for (String signature : List.of(
                "v1,", "v1", "x", ",", "v1,AAAA", "v2" + signature(right).substring(2), signature(right) + "A")) {
            refused(with(right, "webhook-signature", signature), body);
        }
        assertEquals(List.of(NOTHING), hasEverywhere(user));
    }

    @Test
    void refusesASignatureThatIsTooOldOrFromTheFuture() {
        Instant now = Instant.now();
        for (long seconds : List.of(-301L, -3_600L, 302L, 86_400L)) {
            refused(Webhooks.signed(Webhooks.NEW_SECRET, "msg_1", now.plusSeconds(seconds), body), body);
        }
        for (String time : List.of("", "now", "-1", "1e9", "99999999999999999999")) {
            refused(with(Webhooks.signed(Webhooks.NEW_SECRET, body), "webhook-timestamp", time), body);
        }
        assertEquals(List.of(NOTHING), hasEverywhere(user));
        Map<String, String> justInTime = Webhooks.signed(Webhooks.NEW_SECRET, "msg_2", now.minusSeconds(280), body);
        post(justInTime, body).then().statusCode(200);
    }

    @Test
    void answersAMessageThatIsSentAgainAsTheFirstTime() {
        String id = "msg_" + user;
        Map<String, String> first = Webhooks.signed(Webhooks.NEW_SECRET, id, Instant.now(), body);
        String answer = post(first, body).then().statusCode(200).extract().asString();

        assertEquals(answer, post(first, body).asString());
        Map<String, String> later =
                Webhooks.signed(Webhooks.OLD_SECRET, id, Instant.now().minusSeconds(9), body);
        assertEquals(answer, post(later, body).asString());

        String other = Webhooks.authHook("after-user-created", Database.newUser());
        expectRefusal(
                post(Webhooks.signed(Webhooks.NEW_SECRET, id, Instant.now(), other), other),
                422,
                "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void refusesAnIncompleteHookWithAnyToken() {
        Map<String, String> right = Webhooks.signed(Webhooks.NEW_SECRET, body);
        for (String missing : List.of("webhook-timestamp", "webhook-signature", "webhook-id")) {
            Map<String, String> headers = new HashMap<>(right);
            headers.remove(missing);
            refused(headers, body);
        }
        Map<String, String> wrong = with(right, "webhook-signature", "v1,AAAA");
        expectRefusal(Http.call("new-user", Tokens.service(), body, wrong), 401, "UNAUTHENTICATED");
        assertEquals(List.of(NOTHING), hasEverywhere(user));
    }

    @Test
    void saysWhenAHookComesTooEarly() {
        String early = Webhooks.authHook("before-user-created", UUID.randomUUID());

        Response refused = post(Webhooks.signed(Webhooks.NEW_SECRET, early), early);
        expectRefusal(refused, 400, "INVALID_REQUEST");
        refused.then().body("field", equalTo("metadata"));
    }

    private static void refused(Map<String, String> headers, String body) {
        expectRefusal(post(headers, body), 401, "UNAUTHENTICATED");
    }

    private static Response post(Map<String, String> headers, String body) {
        return Http.call("new-user", null, body, headers);
    }

    private static String signature(Map<String, String> headers) {
        return headers.get("webhook-signature");
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }
}
