package io.schemata.migrate;

import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.schemata.testing.ApiKeys;
import io.schemata.testing.BadHeaders;
import io.schemata.testing.BadInput;
import io.schemata.testing.Http;
import io.schemata.testing.Precedence;
import io.schemata.testing.Program;
import io.schemata.testing.Tokens;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /migrate}: the commands over HTTP, for the service. */
class ServeIT {
    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase();

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ShopProject shop;
    private static Served served;

    @BeforeAll
    static void serve() throws SQLException {
        shop = new ShopProject(DATABASE, folder)
                .with("alpha", "production", "beta", "test", "gamma", "test", "held", "test", "public", "test");
        assertEquals(0, shop.apply("--approve", shop.planId()).exitCode());
        DATABASE.execute("create table held.blocker ()");
        served = Served.start(DATABASE, shop.settings());
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void answersWhatTheCommandLinePrints() throws JsonProcessingException {
        assertAll(
                () -> assertSame("{\"command\": \"plan\"}", "plan"),
                () -> assertSame(
                        "{\"command\": \"validate\", \"tenants\": [\"beta\"]}", "validate", "--tenant", "beta"),
                () -> assertSame("{\"command\": \"compare\", \"tenants\": [\"beta\"]}", "compare", "beta"),
                () -> assertSame(
                        "{\"command\": \"compare\", \"tenants\": [\"beta\"], \"against\": \"schema:auth\"}",
                        "compare",
                        "beta",
                        "schema:auth"),
                () -> assertSame("{\"command\": \"status\", \"tenants\": [\"beta\"]}", "status", "--tenant", "beta"));
    }

    @Test
    void isForTheServiceAlone() {
        String status = "{\"command\": \"status\"}";
        expectRefusal(Http.call("migrate", Tokens.anon(), status), 403, "FORBIDDEN");
        expectRefusal(Http.call("migrate", Tokens.user(UUID.randomUUID()), status), 403, "FORBIDDEN");
        expectRefusal(Http.call("migrate", ApiKeys.PUBLISHABLE, status), 403, "FORBIDDEN");
        expectRefusal(Http.call("migrate", null, status), 401, "UNAUTHENTICATED");
        expectRefusal(Http.call("migrate", ApiKeys.UNKNOWN_SECRET, status), 401, "UNAUTHENTICATED");
        assertEquals(
                200,
                Served.ended(() -> Http.call("migrate", Tokens.service(), status))
                        .statusCode());
    }

    @Test
    void aTokenOfATenantReachesNoOther() {
        String bound = Tokens.serviceOf("beta");
        assertAll(List.of(
                        "{\"command\": \"status\", \"tenants\": [\"gamma\"]}",
                        "{\"command\": \"status\", \"tenants\": [\"beta\", \"gamma\"]}",
                        "{\"command\": \"compare\", \"tenants\": [\"beta\"], \"against\": \"gamma\"}",
                        "{\"command\": \"compare\", \"tenants\": [\"beta\"], \"against\": \"schema:gamma\"}",
                        "{\"command\": \"compare\", \"tenants\": [\"schema:gamma\"]}",
                        "{\"command\": \"apply\", \"approve\": \"x\"}",
                        "{\"command\": \"exposure\"}")
                .stream()
                .map(body -> () -> expectRefusal(Http.call("migrate", bound, body), 403, "TENANT_FORBIDDEN")));
        Served.report("{\"command\": \"plan\"}");
        Served.ended(() -> Http.call("migrate", bound, "{\"command\": \"plan\"}"))
                .then()
                .statusCode(200)
                .body("tenants.tenant", equalTo(List.of("beta")));
        Served.ended(() -> Http.call("migrate", bound, "{\"command\": \"status\"}"))
                .then()
                .body("run", nullValue())
                .statusCode(200)
                .body("tenants", hasSize(1))
                .body("tenants[0].tenant", equalTo("beta"));
        expectRefusal(
                Http.call(
                        "migrate",
                        Tokens.service(),
                        "{\"command\": \"status\", \"tenants\": [\"gamma\"]}",
                        Map.of("Content-Profile", "beta")),
                400,
                "INVALID_REQUEST");
    }

    @Test
    void carriesOutAnApprovedPlanAlone(@TempDir Path own) throws SQLException {
        ShopProject other = new ShopProject(DATABASE, own).with("approved", "production");
        String apply = "{\"command\": \"apply\", \"approve\": \"%s\"}";
        try (Served anew = Served.start(DATABASE, other.settings())) {
            Response refused = Served.report(apply.formatted("another"), "rollout-of-monday");
            expectRefusal(refused, 422, "MIGRATION_REFUSED");
            assertEquals("NOT_APPROVED", refused.path("reason"));
            assertEquals("f", DATABASE.query("select to_regclass('approved.orders') is not null"), anew::log);

            String planId = Served.report("{\"command\": \"plan\"}").path("planId");
            Response applied = Served.report(apply.formatted(planId), "rollout-of-monday");
            applied.then().statusCode(200).body("rollout", startsWith("rollout-"));
            assertEquals("t", DATABASE.query("select to_regclass('approved.orders') is not null"));
            assertEquals(
                    "service_role by secret key 'default'",
                    DATABASE.query("select client_user from schemata.rollouts order by id desc limit 1"));
            Served.report("{\"command\": \"validate\"}");
            assertEquals(
                    applied.asString(),
                    Served.call(apply.formatted(planId), "rollout-of-monday").asString(),
                    "a key that was refused is free, and one that was not keeps its answer");
            Served.report(apply.formatted(planId))
                    .then()
                    .statusCode(200)
                    .body("tenants.outcome", equalTo(List.of("UP_TO_DATE", "UP_TO_DATE")));
        } finally {
            RestAssured.port = served.port();
        }
    }

    @Test
    void oneCommandRunsAtATimeAndStatusBesideIt() throws SQLException {
        String validate = "{\"command\": \"validate\", \"tenants\": [\"held\"]}";
        String key = "held-" + UUID.randomUUID();
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table held.databasechangelog in access exclusive mode");

            Served.call(validate, key)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("running"))
                    .body("command", equalTo("validate"))
                    .body("run", notNullValue());
            Response refused = Served.call("{\"command\": \"plan\"}", "another-" + key);
            expectRefusal(refused, 409, "MIGRATION_UNDER_WAY");
            refused.then().body("run.command", equalTo("validate"));
            Served.report("{\"command\": \"status\", \"tenants\": [\"beta\"]}")
                    .then()
                    .statusCode(200)
                    .body("tenants[0].tenant", equalTo("beta"))
                    .body("run.command", equalTo("validate"));
            RestAssured.get("/q/health").then().statusCode(200);
            owner.rollback();
        }
        Response ended = Served.ended(() -> Served.call(validate, key));
        ended.then().statusCode(200).body("tenants[0].tenant", equalTo("held"));
        assertEquals(ended.asString(), Served.call(validate, key).asString(), "the same key, the same answer");
        expectRefusal(Served.call("{\"command\": \"plan\"}", key), 422, "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void refusesWhatIsNoRequest() throws JsonProcessingException {
        String token = Tokens.service();
        String right = "{\"command\": \"compare\", \"tenants\": [\"beta\"], \"against\": \"gamma\"}";
        List<String> noNames =
                List.of("1", "true", "\"beta\"", "{}", "[]", "[1]", "[null]", "[[\"beta\"]]", "[\"none\"]");
        List<String> noSubject =
                BadInput.and(BadInput.NO_TEXT, "\"none\"", "\"blueprint:none\"", BadInput.quoted("a".repeat(256)));
        assertAll(BadInput.values(new BadInput.Field(
                "migrate", token, "command", right, BadInput.and(BadInput.NO_TEXT, "\"STATUS\"", "\"drop\"", "null"))));
        assertAll(BadInput.values(new BadInput.Field("migrate", token, "tenants", right, noNames)));
        assertAll(BadInput.values(new BadInput.Field("migrate", token, "against", right, noSubject)));
        assertAll(BadInput.unknownFields("migrate", token, right));
        assertAll(BadInput.documents("migrate", token, right));
        assertAll(Precedence.of("migrate", token));
        assertAll(BadHeaders.of("migrate", token, right));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approve: {\"command\": \"apply\"}",
                "approve: {\"command\": \"plan\", \"approve\": \"x\"}",
                "against: {\"command\": \"validate\", \"against\": \"beta\"}",
                "tenants: {\"command\": \"exposure\", \"tenants\": [\"beta\"]}",
                "tenants: {\"command\": \"compare\"}",
                "tenants: {\"command\": \"compare\", \"tenants\": [\"beta\", \"gamma\"]}"
            })
    void refusesFieldsThatACommandDoesNotTake(String fieldAndBody) {
        String[] parts = fieldAndBody.split(": ", 2);
        Response answer = Http.call("migrate", Tokens.service(), parts[1]);
        expectRefusal(answer, 400, "INVALID_REQUEST");
        assertEquals(parts[0], answer.path("field"));
    }

    @Test
    void noOtherCommandListens() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<String, String> settings = Map.of(
                    "SCHEMATA_PROJECT", folder.toString(), "QUARKUS_HTTP_PORT", Integer.toString(taken.getLocalPort()));
            Program.Ended ended = DATABASE.migrate(settings, "status");
            assertEquals(0, ended.exitCode(), ended::output);
        }
    }

    @Test
    void doesNotServeWithoutAKeyToKnowItsCallersBy() {
        Program.Ended ended = DATABASE.migrate(shop.settings(), "serve", "--port", "0");
        assertEquals(2, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains("no token could be verified"), ended::output);
        assertFalse(ended.output().contains("\tat "), ended::output);
    }

    @Test
    void stopsWhenItIsTold() throws InterruptedException {
        try (Served other = Served.start(DATABASE, shop.settings())) {
            assertEquals(128 + 15, other.stop(), other::log);
            assertFalse(other.log().contains("ERROR"), other::log);
        } finally {
            RestAssured.port = served.port();
        }
    }

    /** But for the state of other runs, which the command line knows nothing of. */
    private static void assertSame(String body, String... arguments) throws JsonProcessingException {
        String[] asJson =
                Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
        String printed = shop.migrate(asJson).output();
        JsonNode expected = JSON.readTree(printed.substring(printed.indexOf("{")));
        ObjectNode answered = (ObjectNode) JSON.readTree(Served.report(body).asString());
        answered.remove("run");
        assertEquals(expected, answered);
    }
}
