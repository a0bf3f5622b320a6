package io.schemata.cleanup;

import static io.schemata.cleanup.CleanupCalls.cleanUp;
import static io.schemata.cleanup.CleanupCalls.count;
import static io.schemata.cleanup.CleanupCalls.drafts;
import static io.schemata.cleanup.CleanupCalls.overdue;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.schemata.testing.ApiKeys;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class CleanupDraftsTest {
    private static final String COUNTS = "tenants.sum { it.draftsDeleted + it.reservationsExpired }";

    private final UUID user = Database.newUser();

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        Tenants.SCHEMAS.values().forEach(schema -> {
            Database.execute(schema, "delete from draft_prompts");
            Database.execute(schema, "select clean_up('reservations', 10000, false)");
        });
    }

    @Test
    void deletesUnclaimedExpiredDraftsInEveryTenant() {
        for (String schema : List.of("public", "video_alpha")) {
            drafts(schema, 25, true, null);
            drafts(schema, 3, false, null);
            drafts(schema, 4, true, user);
            drafts(schema, 5, false, user);
        }
        Response answer = cleanUp("{\"batchSize\": 10}");

        answer.then()
                .body(
                        "tenants.tenant",
                        equalTo(List.of(
                                "alpha",
                                "beta",
                                "delta",
                                "engineering",
                                "gamma",
                                "growth",
                                "growth2",
                                "links",
                                "links2",
                                "pixels",
                                "product",
                                "public")))
                .body("moreToDo", equalTo(false));
        assertEquals(25, count(answer, "public", "draftsDeleted"));
        assertEquals(25, count(answer, "alpha", "draftsDeleted"));
        assertEquals(0, count(answer, "beta", "draftsDeleted"));
        assertEquals(0, count(answer, "beta", "danglingLinks"));
        assertEquals(0, count(answer, "pixels", "draftsDeleted"), "it has none, and that is no failure");
        assertEquals(List.of(0L, 3L, 9L), drafts("public"));
        assertEquals(List.of(0L, 3L, 9L), drafts("video_alpha"));
    }

    @Test
    void givesOverdueHoldsBackInEveryTenant() {
        UUID anna = overdue("public", 7);
        UUID bert = overdue("public", 2);
        UUID chris = overdue("video_beta", 2);
        Database.execute(
                "public",
                "update credit_reservations set expires_at = now() + interval '1 hour' where id ="
                        + " (select id from credit_reservations where user_id = ? limit 1)",
                bert);

        Response answer = cleanUp("{\"batchSize\": 1}");
        assertEquals(8, count(answer, "public", "reservationsExpired"));
        assertEquals(2, count(answer, "beta", "reservationsExpired"));
        String account = "select available, held from credit_accounts where user_id = ?";
        assertEquals(List.of(List.of(100, 0)), Database.rows("public", account, anna));
        assertEquals(List.of(List.of(98, 2)), Database.rows("public", account, bert));
        assertEquals(List.of(List.of(100, 0)), Database.rows("video_beta", account, chris));
        for (String schema : Tenants.SCHEMAS.values()) {
            assertEquals(List.of(), Database.rows(schema, "select * from credit_discrepancies"));
        }
    }

    @Test
    void cleansTheTenantThatTheHeaderNames() {
        Map<String, String> beta = Map.of("Content-Profile", "beta");
        Http.call("cleanup-drafts", Tokens.service(), "{}", beta)
                .then()
                .statusCode(200)
                .body("tenants.tenant", equalTo(List.of("beta")));
        Http.call("cleanup-drafts", Tokens.service(), "{\"tenants\": [\"video_beta\"]}", beta)
                .then()
                .statusCode(200);
        Response refused = Http.call("cleanup-drafts", Tokens.service(), "{\"tenants\": [\"alpha\"]}", beta);
        expectRefusal(refused, 400, "INVALID_REQUEST");
        refused.then().body("field", equalTo("tenants"));
    }

    @Test
    void takesACloudEventInStructuredMode() {
        event("\"accesstoken\": \"%s\", \"data\": {\"tenants\": [\"beta\"]}".formatted(Tokens.service()))
                .then()
                .statusCode(200)
                .body("tenants.tenant", equalTo(List.of("beta")));
        event("\"accesstoken\": \"%s\"".formatted(ApiKeys.SECRET)).then().statusCode(200);
        expectRefusal(event("\"data\": {}"), 401, "UNAUTHENTICATED");
        expectRefusal(event("\"accesstoken\": \"%s\"".formatted(Tokens.anon())), 403, "FORBIDDEN");
        String token = "\"accesstoken\": \"%s\", ".formatted(Tokens.service());
        expectRefusal(event(token + "\"data\": {\"nonsense\": 1}"), 400, "INVALID_REQUEST");
        expectRefusal(event(token + "\"data\": \"text\""), 400, "INVALID_REQUEST");
        expectRefusal(event(token + "\"data_base64\": \"e30=\""), 400, "INVALID_REQUEST");
        expectRefusal(event(token + "\"datacontenttype\": \"text/xml\""), 400, "INVALID_REQUEST");
        Response other = Http.request(Tokens.service())
                .header("Content-Type", "application/cloudevents+json")
                .body("{}")
                .post("/cleanup-drafts");
        expectRefusal(other, 400, "INVALID_REQUEST");
        other.then().body("field", equalTo("specversion"));
    }

    private static Response event(String more) {
        return Http.request(null)
                .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                .body("{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/schedule\", \"type\": \"ping\", %s}"
                        .formatted(more))
                .post("/cleanup-drafts");
    }

    @Test
    void onlyCountsInADryRun() {
        drafts("public", 25, true, null);
        overdue("public", 3);

        for (int i = 0; i < 2; i++) {
            Response answer = cleanUp("{\"dryRun\": true, \"batchSize\": 5}");
            assertEquals(25, count(answer, "public", "draftsDeleted"));
            assertEquals(3, count(answer, "public", "reservationsExpired"));
        }
        assertEquals(List.of(25L, 0L, 0L), drafts("public"));
        assertEquals(3, count(cleanUp("{}"), "public", "reservationsExpired"));
    }

    @Test
    void cleansUpTheTenantsThatAreNamed() {
        drafts("public", 2, true, null);
        drafts("video_beta", 2, true, null);

        cleanUp("{\"tenants\": [\"video_beta\", \"beta\"]}")
                .then()
                .statusCode(200)
                .body("tenants.tenant", equalTo(List.of("beta")))
                .body("tenants[0].draftsDeleted", equalTo(2));
        assertEquals(List.of(2L, 0L, 0L), drafts("public"));
        Response refused = cleanUp("{\"tenants\": [\"beta\", \"nowhere\"]}");
        expectRefusal(refused, 400, "INVALID_REQUEST");
        refused.then().body("field", equalTo("tenants"));
    }

    @Test
    void deletesEachDraftOnceHoweverManyCleanUp() {
        drafts("public", 3_000, true, null);
        overdue("public", 50);

        List<String> answers = Crowd.of(
                8,
                8,
                call -> Crowd.send(Crowd.request("cleanup-drafts", Tokens.service(), "{\"batchSize\": 100}"))
                        .body());
        int all = answers.stream()
                .mapToInt(body -> JsonPath.from(body).getInt(COUNTS))
                .sum();
        assertEquals(3_050, all + count(cleanUp("{}"), "public", "reservationsExpired"), answers::toString);
        assertEquals(List.of(0L, 0L, 0L), drafts("public"));
    }

    @Test
    void goesOnWhenATenantFails() {
        drafts("public", 2, true, null);
        drafts("video_alpha", 2, true, null);
        Database.execute("video_beta", "alter schema video_beta rename to video_hidden");
        try {
            cleanUp("{}")
                    .then()
                    .statusCode(200)
                    .body("tenants.find { it.tenant == 'beta' }.problem", equalTo("TENANT_NOT_READY"))
                    .body("tenants.find { it.tenant == 'public' }.problem", nullValue())
                    .body(COUNTS, equalTo(4));
            expectRefusal(cleanUp("{\"tenants\": [\"beta\"]}"), 503, "TENANT_NOT_READY");
        } finally {
            Database.execute("public", "alter schema video_hidden rename to video_beta");
        }
    }

    @Test
    void passesByAnAccountThatIsLockedAndAUserWhoIsBeingDeleted() throws SQLException {
        UUID locked = overdue("public", 3);
        UUID deleted = overdue("public", 3);
        overdue("public", 3);
        try (Connection other = Database.owner("public")) {
            other.setAutoCommit(false);
            Database.execute(other, "select from credit_accounts where user_id = ? for update", locked);
            Database.execute(other, "select from auth.users where id = ? for update", deleted);
            Response answer = cleanUp("{\"batchSize\": 1}");
            assertEquals(3, count(answer, "public", "reservationsExpired"));
            Database.execute(other, "delete from auth.users where id = ?", deleted);
            other.commit();
        }
        assertEquals(3, count(cleanUp("{}"), "public", "reservationsExpired"));
    }

    @Test
    void reportsTheBatchesBeforeAFailure() {
        drafts("public", 5, true, null);
        overdue("public", 2);
        Database.execute(
                "public",
                "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
        drafts("public", 1, true, null);
        Database.execute(
                "public",
                "create trigger refuse before delete on draft_prompts for each row"
                        + " when (old.id = '%s') execute function refuse()"
                                .formatted(Database.value("public", "select max(id::text) from draft_prompts")));
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + user);
        try {
            Response answer =
                    Http.call("cleanup-drafts", Tokens.service(), "{\"tenants\": [\"public\"], \"batchSize\": 1}", key);
            answer.then().statusCode(200).body("tenants[0].problem", equalTo("INTERNAL"));
            assertEquals(
                    6L - count(answer, "public", "draftsDeleted"),
                    drafts("public").get(0));
            assertEquals(2, count(answer, "public", "reservationsExpired"), "the rest goes on");
        } finally {
            Database.execute("public", "drop function refuse() cascade");
        }
        Http.call("cleanup-drafts", Tokens.service(), "{\"tenants\": [\"public\"], \"batchSize\": 1}", key)
                .then()
                .statusCode(200)
                .body("tenants[0].problem", nullValue());
        assertEquals(List.of(0L, 0L, 0L), drafts("public"));
    }

    @Test
    void takesAnEventOfKnativesPingSource() {
        drafts("public", 2, true, null);
        Map<String, String> event = Map.of(
                "Ce-Id",
                "4b1c",
                "Ce-Specversion",
                "1.0",
                "Ce-Type",
                "dev.knative.sources.ping",
                "Ce-Source",
                "/apis/v1/namespaces/default/pingsources/cleanup-drafts",
                "Ce-Time",
                "2026-01-02T03:04:05Z");

        Http.request(null).headers(event).post("/cleanup-drafts").then().statusCode(401);
        Http.request(null)
                .headers(event)
                .header("Ce-Accesstoken", Tokens.user(user))
                .post("/cleanup-drafts")
                .then()
                .statusCode(403);
        Http.request(null)
                .header("Ce-Accesstoken", Tokens.service())
                .post("/cleanup-drafts")
                .then()
                .statusCode(401);
        assertEquals(List.of(2L, 0L, 0L), drafts("public"));
        Http.request(null)
                .headers(event)
                .header("Ce-Accesstoken", Tokens.service())
                .post("/cleanup-drafts")
                .then()
                .statusCode(200)
                .body(COUNTS, equalTo(2));
    }

    @Test
    void answersARepeatUnderTheSameKeyAsTheFirstTime() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + user);
        drafts("public", 2, true, null);
        String first = Http.call("cleanup-drafts", Tokens.service(), "{}", key)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        drafts("public", 2, true, null);

        assertEquals(
                first, Http.call("cleanup-drafts", Tokens.service(), "{}", key).asString());
        assertEquals(List.of(2L, 0L, 0L), drafts("public"));
        expectRefusal(
                Http.call("cleanup-drafts", Tokens.service(), "{\"dryRun\": true}", key), 422, "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void isForTheServiceAlone() {
        drafts("public", 2, true, null);
        expectRefusal(Http.call("cleanup-drafts", Tokens.anon(), "{}"), 403, "FORBIDDEN");
        expectRefusal(Http.call("cleanup-drafts", Tokens.user(user), "{}"), 403, "FORBIDDEN");
        expectRefusal(Http.call("cleanup-drafts", null, "{}"), 401, "UNAUTHENTICATED");
        assertEquals(List.of(2L, 0L, 0L), drafts("public"));
    }

    @Test
    void staysInTheTenantATokenIsBoundTo() {
        drafts("public", 2, true, null);
        drafts("video_beta", 2, true, null);
        String bound = Tokens.serviceOf("beta");

        expectRefusal(Http.call("cleanup-drafts", bound, "{\"tenants\": [\"public\"]}"), 403, "TENANT_FORBIDDEN");
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + user);
        Http.call("cleanup-drafts", Tokens.service(), "{\"tenants\": [\"gamma\"]}", key)
                .then()
                .statusCode(200);
        Http.call("cleanup-drafts", bound, "{\"tenants\": [\"beta\"]}", key)
                .then()
                .statusCode(200);
        Http.call("cleanup-drafts", bound, "{}")
                .then()
                .statusCode(200)
                .body("tenants.tenant", equalTo(List.of("beta")));
        assertEquals(List.of(2L, 0L, 0L), drafts("public"));
    }
}
