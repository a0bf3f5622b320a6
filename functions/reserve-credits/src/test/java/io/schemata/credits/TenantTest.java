package io.schemata.credits;

import static io.schemata.credits.CreditCalls.reference;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class TenantTest {
    private static final Map<String, Object> BETA = Map.of("tenant", "beta");

    @Test
    void worksWhereTheHeaderSays() {
        UUID user = Database.userWith("video_alpha", 10);

        for (Map<String, String> header : List.of(
                Map.of("Content-Profile", "alpha"),
                Map.of("Content-Profile", "video_alpha"),
                Map.of("Accept-Profile", "alpha"))) {
            Http.call("reserve-credits", Tokens.user(user), reference(1), header)
                    .then()
                    .statusCode(200);
        }
        assertEquals(7, Database.value("video_alpha", "select available from credit_accounts where user_id = ?", user));
        assertEquals(0L, Database.value("public", "select count(*) from credit_accounts where user_id = ?", user));
    }

    @Test
    void staysWhereTheTokenIsBound() {
        UUID user = Database.userWith("video_beta", 10);
        String bound = bound(user, BETA);

        Http.call("credit-balance", bound, "{}").then().statusCode(200).body("available", equalTo(10));
        Http.call("credit-balance", bound, "{}", Map.of("Content-Profile", "video_beta"))
                .then()
                .statusCode(200);
        expectRefusal(
                Http.call("credit-balance", bound, "{}", Map.of("Content-Profile", "alpha")), 403, "TENANT_FORBIDDEN");
        expectRefusal(
                Http.call("credit-balance", bound, "{}", Map.of("Content-Profile", "nowhere")), 406, "UNKNOWN_TENANT");
        expectRefusal(Http.call("credit-balance", bound(user, Map.of("tenant", "gone")), "{}"), 406, "UNKNOWN_TENANT");
    }

    @ParameterizedTest
    @CsvSource({"reserve-credits, growth", "credit-balance, links", "settle-credits, engineering_test"})
    void saysForGoodThatATenantHasNoCredits(String function, String tenant) {
        Response refused = Http.call(function, Tokens.anon(), "nonsense", Map.of("Content-Profile", tenant));
        expectRefusal(refused, 404, "NOT_OFFERED");
        refused.then().header("Retry-After", nullValue());
    }

    @Test
    void knowsNoOtherSchemaAndNamesNone() {
        String token = Tokens.user(Database.userWith("public", 10));

        for (String name : List.of(
                "schemata",
                "auth",
                "pg_catalog",
                "information_schema",
                "PUBLIC",
                "",
                "public;",
                "public\", pg_catalog",
                "*",
                "video_%")) {
            Response refused = Http.call("reserve-credits", token, reference(1), Map.of("Content-Profile", name));
            expectRefusal(refused, 406, "UNKNOWN_TENANT");
            refused.then().body("detail", equalTo("No such tenant, or none named and no default"));
        }
    }

    @Test
    void refusesHeadersThatContradictEachOther() {
        String token = Tokens.user(Database.userWith("public", 10));

        expectRefusal(
                Http.call("credit-balance", token, "{}", Map.of("Content-Profile", "alpha", "Accept-Profile", "beta")),
                400,
                "INVALID_REQUEST");
    }

    @Test
    void keepsTenThousandCallsInTheirFiveTenants() {
        FiveTenants.callThrough(RestAssured.port, 10_000);
    }

    @Test
    void isNotReadyWithoutItsTablesInsteadOfUsingAnothers() {
        UUID user = Database.userWith("public", 10);
        for (String missing : List.of("table credit_accounts", "function reserve_credits")) {
            Database.execute("video_delta", "alter %s rename to away".formatted(missing));
            try {
                Response refused = Http.call(
                        "reserve-credits", Tokens.user(user), reference(1), Map.of("Content-Profile", "delta"));
                expectRefusal(refused, 503, "TENANT_NOT_READY");
                refused.then().header("Retry-After", "1");
            } finally {
                Database.execute(
                        "video_delta",
                        "alter %s away rename to %s".formatted(missing.split(" ")[0], missing.split(" ")[1]));
            }
        }
        assertEquals(List.of(10, 0, 1L, 0L), CreditCalls.books(user));
    }

    @Test
    void tellsNothingOfAFailureThatIsOurs() {
        UUID user = Database.userWith("video_delta", 10);
        Database.execute("video_delta", "alter function lock_credit_account(uuid) rename to away");
        Database.execute(
                "video_delta",
                "create function lock_credit_account(p uuid) returns credit_accounts language plpgsql as"
                        + " 'begin raise exception ''secret of the database''; end'");
        try {
            Response failed =
                    Http.call("reserve-credits", Tokens.user(user), reference(1), Map.of("Content-Profile", "delta"));
            expectRefusal(failed, 500, "INTERNAL");
            assertFalse(failed.asString().contains("secret"), failed.asString());
        } finally {
            Database.execute("video_delta", "drop function lock_credit_account(uuid)");
            Database.execute("video_delta", "alter function away(uuid) rename to lock_credit_account");
        }
        assertEquals(
                10, Database.value("video_delta", "select available from credit_accounts where user_id = ?", user));
    }

    private static String bound(UUID user, Map<String, Object> appMetadata) {
        Map<String, Object> claims = new LinkedHashMap<>(Tokens.userClaims(user));
        claims.put("app_metadata", appMetadata);
        return Tokens.signed(claims);
    }
}
