package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.ApiKeys;
import io.schemata.testing.Crowd;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PublishedKeys;
import io.schemata.testing.Tokens;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever reads the log learns why a caller was refused and what was expected, and nothing of their token or key. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class RefusedCallersIT {
    private final UUID user = UUID.randomUUID();

    @Test
    void theLogSaysWhy() {
        try (FunctionProcess function = FunctionProcess.start("reserve-credits")) {
            reasons().forEach((token, reason) -> {
                HttpRequest.Builder request = Crowd.request(function.port(), "credit-balance", token, "{}");
                assertEquals(401, Crowd.send(request).status(), reason);
                String log = function.log();
                assertTrue(log.contains("code=UNAUTHENTICATED cause=" + reason), () -> reason + " in " + log);
                for (String part : token.split("\\.")) {
                    assertFalse(part.length() > 3 && log.contains(part), () -> part + " in " + log);
                }
            });
            assertEquals(
                    401,
                    Crowd.send(Crowd.request(function.port(), "credit-balance", null, "{}"))
                            .status());
            assertTrue(function.log().contains("cause=there is no Authorization and no apikey"), function::log);
        }
    }

    private Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("nonsense", "the token is not of the form of a JWT");
        reasons.put(
                ApiKeys.UNKNOWN_SECRET,
                "the API key is not configured; there are: publishable key 'web', secret key 'server'");
        reasons.put(
                Tokens.content("{\"alg\":\"none\"}", Tokens.userClaims(user)) + ".",
                "the algorithm is 'none'; expected HS256");
        reasons.put(
                Tokens.hmac(
                        "{\"alg\":\"HS256\"}",
                        Tokens.userClaims(user),
                        "x".repeat(40).getBytes(StandardCharsets.UTF_8)),
                "the signature is not made with the secret");
        reasons.put(
                PublishedKeys.signed("ES256", "other", Tokens.userClaims(user)),
                "no key 'other' for ES256 is published; there are 'ES256, RS256, EdDSA'");
        reasons.put(
                PublishedKeys.signed("ES256", "other", Tokens.userClaims(user))
                        .replace(
                                Tokens.encode("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"other\"}"
                                        .getBytes(StandardCharsets.UTF_8)),
                                Tokens.encode("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"ES256\"}"
                                        .getBytes(StandardCharsets.UTF_8))),
                "the signature is not made with the key 'ES256'");
        reasons.put(
                Tokens.encode("{\"alg\":\"ES256\",\"kid\":\"ES256\"}".getBytes(StandardCharsets.UTF_8)) + ".AAAA.AAAA",
                "the token is not of the form of a JWT");
        reasons.put(with("exp", Tokens.inSeconds(-60)), "it expired at ");
        reasons.put(with("nbf", Tokens.inSeconds(600)), "it is not valid before ");
        reasons.put(with("exp", null), "it has no time of expiry");
        reasons.put(
                with("iss", "https://elsewhere.example/auth/v1"),
                "the issuer is 'https://elsewhere.example/auth/v1'; expected one of [");
        reasons.put(with("iss", "a'b\\nINFO forged"), "the issuer is 'a?b?INFO forged'; expected one of [");
        reasons.put(with("iss", null), "the issuer is missing; expected one of [");
        reasons.put(with("aud", "others"), "the audience is '[others]'; expected authenticated");
        reasons.put(with("sub", "admin"), "the subject is no user's id");
        reasons.put(with("app_metadata", "beta"), "app_metadata is no object");
        reasons.put(with("app_metadata", Map.of("tenant", 1)), "the tenant in app_metadata is no text");
        return reasons;
    }

    private String with(String claim, Object value) {
        Map<String, Object> claims = Tokens.userClaims(user);
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return Tokens.signed(claims);
    }
}
