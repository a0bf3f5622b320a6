package io.schemata.users;

import static io.schemata.testing.Http.expectRefusal;
import static io.schemata.users.SetUpCalls.byService;
import static io.schemata.users.SetUpCalls.has;
import static io.schemata.users.SetUpCalls.hasEverywhere;
import static io.schemata.users.SetUpCalls.named;
import static io.schemata.users.SetUpCalls.words;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import io.schemata.testing.Webhooks;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class NewUserTest {
    private static final List<Object> SET_UP = List.of(1L, 1L, 10L, 1L);
    private static final List<Object> NOTHING = Arrays.asList(0L, 0L, null, 0L);

    private final UUID user = Database.newUser();

    @Test
    void setsAUserUpInEveryTenant() {
        Response first = byService(user);

        first.then()
                .body("userId", equalTo(user.toString()))
                .body("tenants.tenant", equalTo(List.of("alpha", "beta", "delta", "gamma", "pixels", "public")));
        for (String part : List.of("profile", "credits", "preferences")) {
            assertEquals(List.of("created"), words(first, part));
            assertEquals(List.of("present"), words(byService(user), part));
        }
        assertEquals(List.of(SET_UP), hasEverywhere(user));
        assertEquals(
                List.of(List.of("grant", 10, "Welcome bonus")),
                Database.rows("public", "select type, amount, note from credit_ledger where user_id = ?", user));
        assertEquals(
                "{\"job_failed\": true, \"job_complete\": true}",
                Database.value("public", "select notification_prefs::text from profiles where id = ?", user));
    }

    @Test
    void givesTheWelcomeCreditsOfEachProduct() {
        byService(user).then().statusCode(200);
        byService(user).then().statusCode(200);

        assertEquals(List.of(1L, 1L, 100L, 1L), has(Tenants.IMAGE_CRAWLER, user));
        assertEquals(
                List.of(List.of(true, "daily")),
                Database.rows(
                        Tenants.IMAGE_CRAWLER,
                        "select email_notifications, digest_frequency from notification_preferences where user_id = ?",
                        user));
    }

    @Test
    void setsUpAUserWhoCallsForThemselves() {
        assertEquals(List.of("created"), words(Http.call("new-user", Tokens.user(user), "{}"), "profile"));
        assertEquals(List.of("present"), words(Http.call("new-user", Tokens.user(user), ""), "credits"));
        assertEquals(List.of(SET_UP), hasEverywhere(user));
    }

    @Test
    void takesADatabaseWebhookAsSupabaseSendsIt() {
        Response answer = Http.call("new-user", Tokens.service(), Webhooks.userInserted(user));

        assertEquals(List.of("created"), words(answer, "profile"));
        assertEquals(List.of(SET_UP), hasEverywhere(user));
    }

    @Test
    void callsAUserAsTheySignedUpUnlessToldOtherwise() {
        for (List<String> names : List.of(
                List.of("{\"name\": \" Ann \"}", "Ann"),
                List.of("{\"full_name\": \"Bert\"}", "Bert"),
                List.of("{\"name\": \"%s\"}".formatted("x".repeat(300)), "x".repeat(200)))) {
            UUID one = Database.newUser();
            Database.execute(
                    "public", "update auth.users set raw_user_meta_data = ?::jsonb where id = ?", names.get(0), one);
            byService(one).then().statusCode(200);
            assertEquals(
                    names.get(1), Database.value("video_beta", "select display_name from profiles where id = ?", one));
        }
        String told = "{\"userId\": \"%s\", \"name\": \"Chris\"}".formatted(user);
        Http.call("new-user", Tokens.service(), told).then().statusCode(200);
        assertEquals("Chris", Database.value("public", "select display_name from profiles where id = ?", user));
    }

    @Test
    void changesNoExistingRow() {
        Database.execute("video_beta", "insert into profiles (id, display_name) values (?, 'mine')", user);
        Database.execute("video_beta", "select grant_credits(?, 5, 'purchase', null, null, null)", user);

        byService(user)
                .then()
                .statusCode(200)
                .body("tenants.find { it.tenant == 'beta' }.profile", equalTo("present"))
                .body("tenants.find { it.tenant == 'beta' }.credits", equalTo("created"));
        assertEquals("mine", Database.value("video_beta", "select display_name from profiles where id = ?", user));
        assertEquals(List.of(1L, 1L, 15L, 2L), has("video_beta", user));
    }

    @Test
    void refusesAnUnknownUser() {
        UUID unknown = UUID.randomUUID();

        expectRefusal(byService(unknown), 404, "USER_NOT_FOUND");
        expectRefusal(Http.call("new-user", Tokens.user(unknown), "{}"), 404, "USER_NOT_FOUND");
        assertEquals(List.of(NOTHING), hasEverywhere(unknown));
        assertEquals("", SetUpCalls.unfinished(unknown));
    }

    @Test
    void refusesAUserWhoNamesAUser() {
        String own = named(user);
        expectRefusal(Http.call("new-user", Tokens.user(user), own), 403, "FORBIDDEN");
        expectRefusal(Http.call("new-user", Tokens.user(user), "{\"name\": \"x\"}"), 403, "FORBIDDEN");
        expectRefusal(Http.call("new-user", Tokens.user(user), Webhooks.userInserted(user)), 403, "FORBIDDEN");
        expectRefusal(Http.call("new-user", Tokens.anon(), "{}"), 403, "FORBIDDEN");
        expectRefusal(Http.call("new-user", Tokens.service(), "{}"), 400, "INVALID_REQUEST");
        assertEquals(List.of(NOTHING), hasEverywhere(user));
    }

    @Test
    void staysInTheTenantATokenIsBoundTo() {
        Map<String, Object> claims = Tokens.userClaims(user);
        claims.put("app_metadata", Map.of("tenant", "beta"));
        String bound = Tokens.signed(claims);

        expectRefusal(Http.call("new-user", bound, "{}", Map.of("Content-Profile", "alpha")), 403, "TENANT_FORBIDDEN");
        expectRefusal(Http.call("new-user", bound, "{}", Map.of("Content-Profile", "nowhere")), 406, "UNKNOWN_TENANT");
        Http.call("new-user", bound, "{}").then().statusCode(200).body("tenants.tenant", equalTo(List.of("beta")));
        assertEquals(SET_UP, has("video_beta", user));
        assertEquals(NOTHING, has("video_alpha", user));
    }

    @Test
    void answersARepeatUnderTheSameKeyAsTheFirstTime() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + user);
        String first = Http.call("new-user", Tokens.service(), named(user), key)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertEquals(
                first, Http.call("new-user", Tokens.service(), named(user), key).asString());
        expectRefusal(
                Http.call("new-user", Tokens.service(), named(Database.newUser()), key), 422, "IDEMPOTENCY_MISMATCH");
        Http.call("new-user", Tokens.user(user), "{}", key).then().statusCode(200);
    }

    @Test
    void keepsAnAnswerForThirtyDays() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + user);
        byServiceWith(key).then().statusCode(200);
        String age = "update schemata.kept_answers set created_at = now() - ?::interval where user_id = ?";
        String kept = "select count(*) from schemata.kept_answers where user_id = ?";

        Database.execute("public", age, "29 days", user);
        byServiceWith(Map.of("Idempotency-Key", "l-" + user));
        assertEquals(2L, Database.value("public", kept, user));
        Database.execute("public", age, "31 days", user);
        byServiceWith(Map.of("Idempotency-Key", "m-" + user));
        assertEquals(1L, Database.value("public", kept, user));
    }

    private Response byServiceWith(Map<String, String> headers) {
        return Http.call("new-user", Tokens.service(), named(user), headers);
    }

    @Test
    void givesNoTenantTheAnswerOfAnother() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + user);
        for (String tenant : List.of("alpha", "beta")) {
            Map<String, Object> claims = Tokens.userClaims(user);
            claims.put("app_metadata", Map.of("tenant", tenant));
            Http.call("new-user", Tokens.signed(claims), "{}", key)
                    .then()
                    .statusCode(200)
                    .body("tenants.tenant", equalTo(List.of(tenant)));
        }
        Http.call("new-user", Tokens.user(user), "{}", key)
                .then()
                .statusCode(200)
                .body("tenants.size()", equalTo(6));
    }

    @Test
    void takesNoTokenFromAnEvent() {
        Http.request(null)
                .header("ce-specversion", "1.0")
                .header("ce-accesstoken", Tokens.user(user))
                .post("/new-user")
                .then()
                .statusCode(401);
    }

    @Test
    void doesNotSetUpAUserAgainAfterTheTrigger() {
        UUID signedUp;
        Database.execute("public", "select schemata.install_sign_up_trigger(true)");
        try {
            signedUp = Database.newUser();
        } finally {
            Database.execute("public", "select schemata.install_sign_up_trigger(false)");
        }
        assertEquals(List.of(SET_UP), hasEverywhere(signedUp));
        assertEquals(List.of("present"), words(byService(signedUp), "credits"));
        assertEquals(List.of(SET_UP), hasEverywhere(signedUp));
    }

    @Test
    void setsAUserUpOnceInFiftyCallsAtOnceByMixedWaysIn() {
        String webhook = Webhooks.userInserted(user);
        String hook = Webhooks.authHook("after-user-created", user);

        List<Integer> answers = Crowd.of(50, 50, call -> switch (call % 5) {
            case 0 ->
                Crowd.send(Crowd.request("new-user", Tokens.user(user), "{}")).status();
            case 1 ->
                Crowd.send(Crowd.request("new-user", Tokens.service(), named(user)))
                        .status();
            case 2 ->
                Crowd.send(Crowd.request("new-user", Tokens.service(), webhook)).status();
            case 3 -> signed(hook);
            default -> inTheDatabase();
        });

        assertEquals(List.of(200), answers.stream().distinct().toList());
        assertEquals(List.of(SET_UP), hasEverywhere(user));
        assertEquals(List.of(1L, 1L, 100L, 1L), has(Tenants.IMAGE_CRAWLER, user));
        assertEquals(
                1L,
                Database.value(
                        Tenants.IMAGE_CRAWLER,
                        "select count(*) from notification_preferences where user_id = ?",
                        user));
    }

    private static int signed(String body) {
        HttpRequest.Builder request = Crowd.request("new-user", null, body);
        Webhooks.signed(Webhooks.NEW_SECRET, body).forEach(request::header);
        return Crowd.send(request).status();
    }

    /** As the trigger does it. */
    private int inTheDatabase() {
        Database.execute("video_gamma", "select set_up_user(?, null)", user);
        return 200;
    }
}
