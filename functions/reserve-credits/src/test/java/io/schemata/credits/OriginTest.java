package io.schemata.credits;

import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import io.schemata.testing.Wire;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may call: those of configured origins, and a function's own. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class OriginTest {
    private static final String CONFIGURED = "http://app.example";
    private static final List<String> HEADERS_OF_SUPABASE_JS = List.of(
            "authorization",
            "apikey",
            "x-client-info",
            "content-type",
            "content-profile",
            "accept-profile",
            "idempotency-key",
            "traceparent",
            "tracestate",
            "baggage",
            "x-retry-count",
            "x-region");

    private final String token = Tokens.user(UUID.randomUUID());

    @Test
    void aConfiguredPageMaySendWhatSupabaseJsSends() {
        Response preflight = preflight(CONFIGURED);
        preflight.then().statusCode(200).header("Access-Control-Allow-Origin", CONFIGURED);
        assertEquals(
                Set.copyOf(HEADERS_OF_SUPABASE_JS),
                Set.of(preflight.getHeader("Access-Control-Allow-Headers").split(",")));
    }

    @Test
    void aConfiguredPageMayReadEveryRefusal() {
        for (Response refused : List.of(
                from(CONFIGURED, null).body("{}").post("/credit-balance"),
                from(CONFIGURED, token).body("{").post("/credit-balance"),
                from(CONFIGURED, token).body("{}").post("/nothing"),
                from(CONFIGURED, token).body(" ".repeat(200_000)).post("/credit-balance"),
                from(CONFIGURED, token).contentType("text/plain").body("{}").post("/credit-balance"))) {
            refused.then().contentType("application/problem+json").header("Access-Control-Allow-Origin", CONFIGURED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://elsewhere.example", "https://app.example", "http://app.example.evil", "null", ""})
    void anotherPageMayNot(String origin) {
        Response refused = from(origin, token).body("{}").post("/credit-balance");
        expectRefusal(refused, 403, "ORIGIN_NOT_ALLOWED");
        refused.then().header("Access-Control-Allow-Origin", nullValue());
        expectRefusal(preflight(origin), 403, "ORIGIN_NOT_ALLOWED");
    }

    @Test
    void theOriginIsLookedAtAfterTheBodyAndBeforeTheCaller() {
        expectRefusal(
                from("http://elsewhere.example", null).body("{}").post("/credit-balance"), 403, "ORIGIN_NOT_ALLOWED");
        expectRefusal(
                from("http://elsewhere.example", null)
                        .contentType("text/plain")
                        .body("{}")
                        .post("/credit-balance"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        from("http://elsewhere.example", null)
                .body("{}")
                .post("/nothing")
                .then()
                .body("code", equalTo("NOT_FOUND"));
    }

    @ParameterizedTest
    @CsvSource({
        "functions.example, https://functions.example, 401",
        "functions.example, http://functions.example, 401",
        "functions.example:443, https://functions.example, 401",
        "functions.example:8443, https://functions.example:8443, 401",
        "functions.example, https://functions.example:8443, 403",
        "functions.example, https://other.example, 403",
        "functions.example, ftp://functions.example, 403"
    })
    void aPageOfTheSameHostIsNoForeignOneBehindAProxyThatEndsTls(String host, String origin, int status) {
        String answer = Wire.send(("POST /credit-balance HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                .formatted(host, origin));
        assertTrue(answer.startsWith("HTTP/1.1 %d ".formatted(status)), answer);
    }

    private Response preflight(String origin) {
        return Http.request(null)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", String.join(",", HEADERS_OF_SUPABASE_JS))
                .options("/credit-balance");
    }

    private static RequestSpecification from(String origin, String token) {
        return Http.request(token).header("Origin", origin).contentType("application/json");
    }
}
