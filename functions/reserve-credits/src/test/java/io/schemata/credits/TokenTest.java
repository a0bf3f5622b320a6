package io.schemata.credits;

import static io.schemata.credits.CreditCalls.books;
import static io.schemata.credits.CreditCalls.reference;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.CredentialTable;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PublishedKeys;
import io.schemata.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class TokenTest {
    private final UUID user = Database.userWith("public", 10);

    @TestFactory
    Stream<DynamicTest> aCredentialSaysWhoCalls() {
        return Stream.of(
                        CredentialTable.of("reserve-credits", "authenticated", "service_role"),
                        CredentialTable.of("settle-credits", "service_role"),
                        CredentialTable.of("release-credits", "authenticated", "service_role"),
                        CredentialTable.of("grant-credits", "service_role"),
                        CredentialTable.of("credit-balance", "authenticated", "service_role"))
                .flatMap(each -> each);
    }

    @Test
    void believesTheSecretAndThePublishedKeys() {
        Map<String, Object> claims = Tokens.userClaims(user);

        for (String token : List.of(
                Tokens.signed(claims),
                PublishedKeys.signed("ES256", claims),
                PublishedKeys.signed("RS256", claims),
                PublishedKeys.signed("EdDSA", claims))) {
            Http.call("credit-balance", token, "{}").then().statusCode(200).body("available", equalTo(10));
            Http.call("credit-balance", token, "{}").then().statusCode(200).body("available", equalTo(10));
        }
    }

    @Test
    void refusesACallWithoutAToken() {
        expectUnauthenticated(null);
        Http.request(null)
                .header("Authorization", "Basic dXNlcjpwYXNz")
                .contentType("application/json")
                .body(reference(1))
                .post("/reserve-credits")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "..", "e30.e30.e30", "eyJhbGciOiJIUzI1NiJ9..", "null.null.null"})
    void refusesMalformedTokens(String token) {
        expectUnauthenticated(token);
    }

    @Test
    void refusesAnUnsignedToken() {
        for (String header : List.of("{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{\"typ\":\"JWT\"}")) {
            String content = Tokens.content(header, Tokens.userClaims(user));
            expectUnauthenticated(content + ".");
            expectUnauthenticated(content);
            expectUnauthenticated(content + ".AAAA");
        }
    }

    @Test
    void refusesAPublicKeyUsedAsASecret() {
        Map<String, Object> claims = Tokens.userClaims(user);
        for (String algorithm : List.of("ES256", "RS256")) {
            byte[] publicKey = PublishedKeys.publicBytes(algorithm);
            expectUnauthenticated(
                    Tokens.hmac("{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(algorithm), claims, publicKey));
            expectUnauthenticated(
                    Tokens.hmac("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, algorithm), claims, publicKey));
        }
        byte[] secret = Tokens.SECRET.getBytes(StandardCharsets.UTF_8);
        expectUnauthenticated(Tokens.hmac("{\"alg\":\"RS256\",\"kid\":\"RS256\"}", claims, secret));
        expectUnauthenticated(Tokens.hmac("{\"alg\":\"HS512\"}", claims, secret));
    }

    @Test
    void refusesATamperedToken() {
        String token = Tokens.user(user);
        String[] parts = token.split("\\.");
        String other = Tokens.user(UUID.randomUUID()).split("\\.")[1];

        expectUnauthenticated(parts[0] + "." + other + "." + parts[2]);
        expectUnauthenticated(token.substring(0, token.length() - 4) + "AAAA");
        expectUnauthenticated(Tokens.hmac(
                "{\"alg\":\"HS256\"}",
                Tokens.userClaims(user),
                "another-secret-with-at-least-32-characters".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesATokenOutOfItsTime() {
        expectUnauthenticated(with("exp", Tokens.inSeconds(-1)));
        expectUnauthenticated(with("exp", Tokens.inSeconds(-3_600)));
        expectUnauthenticated(with("nbf", Tokens.inSeconds(600)));
        expectUnauthenticated(without("exp"));
    }

    @Test
    void refusesAnotherIssuerOrAudience() {
        expectUnauthenticated(with("iss", "https://elsewhere.example/auth/v1"));
        expectUnauthenticated(with("iss", "supabase-demo"));
        expectUnauthenticated(without("iss"));
        expectUnauthenticated(with("aud", "others"));
        expectUnauthenticated(without("aud"));
        expectUnauthenticated(
                Tokens.signed(Map.of("iss", Tokens.USER_ISSUER, "role", "service_role", "exp", Tokens.inSeconds(60))));
    }

    @Test
    void believesBothFormsOfASelfHostedIssuer() {
        assertEquals("http://127.0.0.1:54321/auth/v1", Tokens.USER_ISSUER);
        Http.call("credit-balance", with("iss", "http://127.0.0.1:54321"), "{}")
                .then()
                .statusCode(200);
    }

    @Test
    void refusesAppMetadataThatIsNoObject() {
        expectUnauthenticated(with("app_metadata", "beta"));
        expectUnauthenticated(with("app_metadata", 1));
        expectUnauthenticated(with("app_metadata", Map.of("tenant", 1)));
    }

    @Test
    void refusesAUserWithoutAnId() {
        expectUnauthenticated(without("sub"));
        expectUnauthenticated(with("sub", ""));
        expectUnauthenticated(with("sub", "1-1-1-1-1"));
        expectUnauthenticated(with("sub", "admin"));
    }

    @Test
    void limitsEachRoleToItsFunctions() {
        expectRefusal(Http.call("reserve-credits", Tokens.anon(), reference(1)), 403, "FORBIDDEN");
        expectRefusal(Http.call("credit-balance", Tokens.anon(), "{}"), 403, "FORBIDDEN");
        String stranger = Tokens.signed(Map.of("iss", "supabase", "role", "postgres", "exp", Tokens.inSeconds(60)));
        expectRefusal(Http.call("reserve-credits", stranger, reference(1)), 403, "FORBIDDEN");
    }

    @Test
    void refusesAUserWhoNamesAUserEvenThemselves() {
        for (UUID named : List.of(user, Database.userWith("public", 10))) {
            List<Object> before = books(named);
            Response refused = Http.call(
                    "reserve-credits",
                    Tokens.user(user),
                    "{\"amount\": -1, \"nonsense\": 1, \"userId\": \"%s\"}".formatted(named));
            expectRefusal(refused, 403, "FORBIDDEN");
            refused.then().body("field", equalTo("userId"));
            expectRefusal(
                    Http.call("credit-balance", Tokens.user(user), "{\"userId\": \"%s\"}".formatted(named)),
                    403,
                    "FORBIDDEN");
            assertEquals(before, books(named));
        }
    }

    private void expectUnauthenticated(String token) {
        List<Object> before = books(user);
        Response refused = Http.call("reserve-credits", token, reference(1));
        expectRefusal(refused, 401, "UNAUTHENTICATED");
        refused.then().header("WWW-Authenticate", "Bearer");
        assertEquals(before, books(user));
    }

    private String with(String claim, Object value) {
        Map<String, Object> claims = new LinkedHashMap<>(Tokens.userClaims(user));
        claims.put(claim, value);
        return Tokens.signed(claims);
    }

    private String without(String claim) {
        Map<String, Object> claims = new LinkedHashMap<>(Tokens.userClaims(user));
        claims.remove(claim);
        return Tokens.signed(claims);
    }
}
