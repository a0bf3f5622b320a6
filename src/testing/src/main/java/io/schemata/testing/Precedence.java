package io.schemata.testing;

import static io.schemata.testing.Http.expectRefusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** What is told first when much is wrong with a call, in the order of the contract: the same for every function. */
public final class Precedence {
    private static final String NONSENSE = "{\"nonsense\": 1}";

    private Precedence() {}

    /** Checks for a function that this token may call. */
    public static Stream<Executable> of(String function, String token) {
        String tooLarge = NONSENSE + " ".repeat(64 * 1024);
        Map<String, String> nowhere = Map.of("Content-Profile", "nowhere");
        return Stream.of(
                () -> expectRefusal(json(null, NONSENSE).get("/" + function + "s"), 404, "NOT_FOUND"),
                () -> expectRefusal(json(null, NONSENSE).post("/" + function + "/"), 404, "NOT_FOUND"),
                () -> expectRefusal(text(null, tooLarge).get("/" + function), 405, "METHOD_NOT_ALLOWED"),
                () -> assertEquals(
                        List.of("POST, OPTIONS"),
                        json(null, NONSENSE).put("/" + function).headers().getValues("Allow")),
                () -> expectRefusal(text(null, tooLarge).post("/" + function), 415, "UNSUPPORTED_MEDIA_TYPE"),
                () -> expectRefusal(json(null, tooLarge).post("/" + function), 413, "PAYLOAD_TOO_LARGE"),
                () -> expectRefusal(json(null, NONSENSE).headers(nowhere).post("/" + function), 401, "UNAUTHENTICATED"),
                () -> assertEquals(
                        "Bearer", json("x.y.z", NONSENSE).post("/" + function).getHeader("WWW-Authenticate")),
                () -> expectRefusal(json(token, NONSENSE).headers(nowhere).post("/" + function), 406, "UNKNOWN_TENANT"),
                () -> expectRefusal(json(token, NONSENSE).post("/" + function), 400, "INVALID_REQUEST"));
    }

    /** A token bound to a tenant, and a header that names another. */
    public static void refusesAnotherTenant(String function, Map<String, Object> claims) {
        claims.put("app_metadata", Map.of("tenant", "beta"));
        expectRefusal(
                Http.call(function, Tokens.signed(claims), NONSENSE, Map.of("Content-Profile", "alpha")),
                403,
                "TENANT_FORBIDDEN");
    }

    private static RequestSpecification json(String token, String body) {
        return Http.request(token).contentType("application/json").body(body);
    }

    private static RequestSpecification text(String token, String body) {
        return Http.request(token).contentType("text/plain").body(body);
    }
}
