package io.schemata.credits;

import static io.schemata.credits.CreditCalls.discrepancies;
import static io.schemata.credits.CreditCalls.expectRefusal;
import static io.schemata.credits.CreditCalls.reference;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
        List<String> tenants = new ArrayList<>(Tenants.SCHEMAS.keySet());
        List<UUID> users = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            users.add(Database.newUser());
        }
        // In each tenant a user has another amount, so that a call gone astray shows in the books.
        Tenants.SCHEMAS.forEach((tenant, schema) -> users.forEach(user -> Database.execute(
                schema,
                "select grant_credits(?, ?, 'grant', null, null, null)",
                user,
                1_000 * (1 + tenants.indexOf(tenant)))));

        List<Integer> answers = Crowd.of(32, 10_000, call -> {
            String tenant = tenants.get(call % tenants.size());
            String token = Tokens.user(users.get(call / tenants.size() % users.size()));
            return Crowd.send(Crowd.request(
                                    "reserve-credits",
                                    token,
                                    "{\"amount\": 1, \"reference\": \"%s\"}".formatted(tenant))
                            .header("Content-Profile", tenant))
                    .status();
        });

        assertEquals(
                Map.of(200, 10_000L), answers.stream().collect(Collectors.groupingBy(s -> s, Collectors.counting())));
        Tenants.SCHEMAS.forEach((tenant, schema) -> {
            assertEquals(2_000L, count(schema, "reference = '%s'".formatted(tenant)), tenant);
            assertEquals(
                    0L,
                    count(
                            schema,
                            "reference in ('%s') and reference <> '%s'".formatted(String.join("','", tenants), tenant)),
                    tenant);
        });
        assertEquals(List.of(), discrepancies());
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

    private static long count(String schema, String condition) {
        return (Long) Database.value(schema, "select count(*) from credit_reservations where " + condition);
    }

    private static String bound(UUID user, Map<String, Object> appMetadata) {
        Map<String, Object> claims = new LinkedHashMap<>(Tokens.userClaims(user));
        claims.put("app_metadata", appMetadata);
        return Tokens.signed(claims);
    }
}
