package io.schemata.credits;

import static io.schemata.credits.CreditCalls.reference;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import io.schemata.testing.Wire;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is refused before a function is reached, and how a refusal looks. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class RefusalTest {
    private final UUID user = Database.userWith("public", 10);
    private final String token = Tokens.user(user);

    @Test
    void knowsNoOtherPath() {
        for (String path :
                List.of("/", "/nothing", "/reserve-credits/", "/reserve-credits/1", "/Reserve-Credits", "/q/nothing")) {
            expectRefusal(
                    Http.request(token)
                            .contentType("application/json")
                            .body(reference(1))
                            .post(path),
                    404,
                    "NOT_FOUND");
        }
    }

    @Test
    void knowsThePathsOfSupabasesClients() {
        for (String path : List.of("//credit-balance", "/functions/v1/credit-balance")) {
            String answer = Wire.post(
                    path.substring(1), "{}", "Content-Type: application/json", "Authorization: Bearer " + token);
            assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.contains("\"available\":10"), answer);
        }
    }

    @Test
    void isCalledWithPostOnly() {
        for (String method : List.of("GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")) {
            Response refused = Http.request(token).request(method, "/reserve-credits");
            refused.then().statusCode(405).header("Allow", "POST, OPTIONS");
        }
        expectRefusal(Http.request(token).get("/reserve-credits?amount=1&reference=x"), 405, "METHOD_NOT_ALLOWED");
        assertEquals(List.of(10, 0, 1L, 0L), CreditCalls.books(user));
    }

    @Test
    void readsJsonOnly() {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonp")) {
            Crowd.Answer answer = Crowd.send(
                    Crowd.request("reserve-credits", token, reference(1)).setHeader("Content-Type", type));
            assertEquals(415, answer.status());
            assertTrue(answer.body().contains("\"code\":\"UNSUPPORTED_MEDIA_TYPE\""), answer.body());
        }
        for (String type : List.of("application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\"")) {
            Http.request(token)
                    .header("Content-Type", type)
                    .body(reference(1))
                    .post("/reserve-credits")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void readsSixtyFourKibibytesAndNotMore() {
        String padding = " ".repeat(64 * 1024 - reference(1).length());

        Http.call("reserve-credits", token, reference(1) + padding).then().statusCode(200);
        List<Object> before = CreditCalls.books(user);
        expectRefusal(Http.call("reserve-credits", token, reference(1) + padding + " "), 413, "PAYLOAD_TOO_LARGE");
        expectRefusal(
                Http.call("reserve-credits", token, reference(1) + " ".repeat(3 * 1024 * 1024)),
                413,
                "PAYLOAD_TOO_LARGE");
        assertEquals(before, CreditCalls.books(user));
    }

    @Test
    void tellsTheFirstReasonInTheOrderOfTheContract() {
        String nonsense = "{\"amount\": -1}";
        expectRefusal(
                Http.request(null).contentType("text/plain").body(nonsense).get("/nothing"), 404, "NOT_FOUND");
        expectRefusal(
                Http.request(null).contentType("text/plain").body(nonsense).put("/reserve-credits"),
                405,
                "METHOD_NOT_ALLOWED");
        expectRefusal(
                Http.request(null).contentType("text/plain").body(nonsense).post("/reserve-credits"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        expectRefusal(
                Http.request(null)
                        .header("Content-Profile", "nowhere")
                        .contentType("application/json")
                        .body(nonsense)
                        .post("/reserve-credits"),
                401,
                "UNAUTHENTICATED");
        expectRefusal(
                Http.request(Tokens.anon())
                        .header("Content-Profile", "nowhere")
                        .contentType("application/json")
                        .body(nonsense)
                        .post("/reserve-credits"),
                406,
                "UNKNOWN_TENANT");
        expectRefusal(Http.call("reserve-credits", Tokens.anon(), nonsense), 403, "FORBIDDEN");
        expectRefusal(Http.call("reserve-credits", token, nonsense), 400, "INVALID_REQUEST");
    }

    @Test
    void namesTheCallersTraceOrOneOfItsOwn() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Http.request(token)
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace))
                .contentType("application/json")
                .body("{}")
                .post("/reserve-credits")
                .then()
                .body("instance", equalTo(trace));
        Http.call("reserve-credits", token, "{}").then().body("instance", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void passesABrowsersPreflight() {
        preflight("http://app.example")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "http://app.example")
                .header("Access-Control-Allow-Methods", containsStringIgnoringCase("POST"))
                .header("Access-Control-Allow-Headers", containsStringIgnoringCase("x-client-info"))
                .header("Access-Control-Allow-Headers", containsStringIgnoringCase("idempotency-key"));
        preflight("http://evil.example").then().statusCode(403);
    }

    @Test
    void letsABrowserReadARefusal() {
        Response refused = Http.request(null)
                .header("Origin", "http://app.example")
                .contentType("application/json")
                .body("{}")
                .post("/reserve-credits");
        expectRefusal(refused, 401, "UNAUTHENTICATED");
        refused.then().header("Access-Control-Allow-Origin", "http://app.example");
    }

    private static Response preflight(String origin) {
        return Http.request(null)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header(
                        "Access-Control-Request-Headers",
                        "authorization,apikey,x-client-info,content-type,content-profile,accept-profile,idempotency-key,traceparent")
                .options("/reserve-credits");
    }
}
