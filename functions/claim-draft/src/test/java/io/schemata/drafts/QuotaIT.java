package io.schemata.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.path.json.JsonPath;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Neither drafts nor refused calls of one caller can take up the database or a process. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class QuotaIT {
    private static final String DRAFT = "{\"prompt\": \"bees\"}";

    @Test
    void aVisitorsAddressHasAQuotaOfDraftsAndAUserOneOfTheirOwn() {
        try (FunctionProcess function = start("5", "100", "1000")) {
            assertEquals(5, saved(function, Tokens.anon(), 30));
            Crowd.Answer refused = save(function, Tokens.anon());
            assertEquals(429, refused.status());
            assertTrue(refused.body().contains("\"code\":\"LIMIT_EXCEEDED\""), refused.body());
            assertEquals(5, saved(function, Tokens.user(Database.newUser()), 30), "the same address, another user");
        }
    }

    @Test
    void aTenantHasAQuotaOfDrafts() {
        try (FunctionProcess function = start("1000", "7", "1000")) {
            List<UUID> users = List.of(Database.newUser(), Database.newUser());
            assertEquals(
                    7L,
                    Crowd.of(
                                    4,
                                    30,
                                    call -> save(function, Tokens.user(users.get(call % 2)))
                                            .status())
                            .stream()
                            .filter(status -> status == 200)
                            .count());
        }
    }

    @Test
    void anAddressThatIsRefusedAgainAndAgainIsRefusedAtOnceAndTheLogStaysShort() {
        try (FunctionProcess function = start("1000", "1000", "200")) {
            String known = Tokens.anon();
            assertEquals(200, save(function, known).status());
            List<Integer> answers =
                    Crowd.of(8, 1_000, call -> save(function, "no.token.this").status());
            assertTrue(answers.stream().filter(status -> status == 401).count() >= 200, answers::toString);
            assertTrue(answers.contains(429), answers::toString);
            assertEquals(200, save(function, known).status(), "a token that is known is not kept out");
            assertTrue(function.log()
                            .lines()
                            .filter(line -> line.contains("code=UNAUTHENTICATED"))
                            .count()
                    < 200);
        }
    }

    @Test
    void noVisitorGetsTheTokenOfOneElsewhereByTheSameKey() {
        try (FunctionProcess function = start("1000", "1000", "1000")) {
            Crowd.Answer first = saveAt(function, "203.0.113.7");
            assertEquals(200, first.status(), first::body);
            assertEquals(first.body(), saveAt(function, "203.0.113.7").body(), "a repeat");
            Crowd.Answer other = saveAt(function, "203.0.113.8");
            assertEquals(200, other.status(), other::body);
            assertNotEquals(token(first), token(other));
        }
    }

    private static Crowd.Answer saveAt(FunctionProcess function, String address) {
        return Crowd.send(Crowd.request(function.port(), "save-draft", Tokens.anon(), DRAFT)
                .header("Content-Profile", "public")
                .header("Idempotency-Key", "1")
                .header("X-Forwarded-For", address));
    }

    private static String token(Crowd.Answer answer) {
        return JsonPath.from(answer.body()).getString("token");
    }

    private static FunctionProcess start(String ofCaller, String ofTenant, String refused) {
        return FunctionProcess.start(
                "claim-draft",
                "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING",
                "true",
                "SCHEMATA_QUOTA_DRAFTS_PER_MINUTE",
                ofCaller,
                "SCHEMATA_QUOTA_DRAFTS_PER_MINUTE_OF_TENANT",
                ofTenant,
                "SCHEMATA_QUOTA_REFUSED_PER_MINUTE",
                refused);
    }

    private static long saved(FunctionProcess function, String token, int calls) {
        return Crowd.of(1, calls, call -> save(function, token).status()).stream()
                .filter(status -> status == 200)
                .count();
    }

    private static Crowd.Answer save(FunctionProcess function, String token) {
        return Crowd.send(Crowd.request(function.port(), "save-draft", token, DRAFT)
                .header("Content-Profile", "public")
                .header("X-Forwarded-For", "203.0.113.7"));
    }
}
