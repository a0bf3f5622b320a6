package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertAll;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every field of every function, with every kind of nonsense for its kind: refused with the field named, nothing written. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class BadInputTest {
    private static final String SOME_ID = "\"6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f10\"";

    private static final List<String> NO_INTEGER = List.of(
            "\"1\"",
            "\"\"",
            "1.5",
            "1.0",
            "1e2",
            "true",
            "[]",
            "[1]",
            "{}",
            "{\"a\":1}",
            "9999999999",
            "-9999999999",
            "1e400",
            "99999999999999999999999999");
    private static final List<String> NO_UUID = List.of(
            "1",
            "true",
            "\"\"",
            "\" \"",
            "\"x\"",
            "[]",
            "{}",
            "\"1-1-1-1-1\"",
            "\"AAAAAAAAAAAAAAAAAAAAAA==\"",
            "\"6f1ed002ab5c4f2b8d0c4f0e6d3f7f10\"",
            "\"6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f10 \"",
            "\"{6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f10}\"",
            "\"6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f1g\"",
            "\"'; drop table jobs; --\"");
    private static final List<String> NO_TEXT =
            List.of("1", "1.5", "true", "[]", "[\"a\"]", "{}", "\"\"", "\"a\\u0000b\"", "\"\\ud800\"");

    private final UUID user = Database.userWith("public", 10);

    /** One field of a function and a body that is right but for it. */
    private record Field(String function, String name, String rightBody, List<String> wrong) {}

    @Test
    void namesTheFieldAtFault() {
        List<Executable> checks = new ArrayList<>();
        for (Field field : fields()) {
            for (String value : field.wrong()) {
                checks.add(() -> expectInvalid(field.function(), replaced(field, value), field.name()));
            }
            checks.add(() -> expectInvalid(field.function(), twice(field), field.name()));
        }
        assertTrue(checks.size() >= 200, () -> checks.size() + " bodies");
        assertAll(checks);
        assertEquals(List.of(10, 0, 1L, 0L), CreditCalls.books(user));
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertAll(
                () -> expectInvalid("reserve-credits", "{\"reference\": \"x\"}", "amount"),
                () -> expectInvalid("reserve-credits", "{\"amount\": null, \"reference\": \"x\"}", "amount"),
                () -> expectInvalid("reserve-credits", "{\"amount\": 1}", "jobId"),
                () -> expectInvalid(
                        "reserve-credits",
                        "{\"amount\": 1, \"jobId\": %s, \"reference\": \"x\"}".formatted(SOME_ID),
                        "jobId"),
                () -> expectInvalid("settle-credits", "{\"finalAmount\": 1}", "reservationId"),
                () -> expectInvalid("settle-credits", "{\"reservationId\": %s}".formatted(SOME_ID), "finalAmount"),
                () -> expectInvalid("release-credits", "{}", "reservationId"),
                () -> expectInvalid("grant-credits", "{\"amount\": 1, \"type\": \"grant\"}", "userId"),
                () -> expectInvalid(
                        "grant-credits", "{\"userId\": %s, \"type\": \"grant\"}".formatted(SOME_ID), "amount"),
                () -> expectInvalid("grant-credits", "{\"userId\": %s, \"amount\": 1}".formatted(SOME_ID), "type"));
    }

    @Test
    void refusesAFieldItDoesNotKnow() {
        assertAll(Stream.of(
                        "Amount", "AMOUNT", "amount ", "state", "$ref", "__proto__", "class", "ttl_seconds", "caller")
                .map(name -> () -> expectInvalid(
                        "reserve-credits", "{\"amount\": 1, \"reference\": \"x\", \"%s\": 1}".formatted(name), name)));
    }

    @Test
    void refusesWhatIsNoJsonObject() {
        String right = CreditCalls.reference(1);
        List<String> bodies = new ArrayList<>(List.of(
                "null",
                "1",
                "true",
                "\"x\"",
                "[]",
                "[" + right + "]",
                "{",
                "}",
                "{}}",
                right + right,
                right + "x",
                right + "{}",
                "{'amount': 1}",
                "{amount: 1}",
                "{\"amount\": 1,}",
                "{\"amount\": 01, \"reference\": \"x\"}",
                "{\"amount\": +1, \"reference\": \"x\"}",
                "{\"amount\": NaN, \"reference\": \"x\"}",
                "{\"amount\": Infinity, \"reference\": \"x\"}",
                "{\"amount\": 0x1, \"reference\": \"x\"}",
                "/* a */" + right,
                "// a\n" + right,
                "\u0000",
                "\uFFFD",
                "<amount>1</amount>",
                "amount=1",
                "{\"amount\": 1, \"reference\": \"a\nb\"}",
                "{\"amount\": 1, \"reference\": \"\\x\"}",
                "[".repeat(20_000),
                "{\"a\":".repeat(10_000),
                "{\"amount\": " + "1".repeat(5_000) + "}"));
        for (int end = 1; end < right.length(); end++) {
            bodies.add(right.substring(0, end));
        }
        assertAll(bodies.stream().map(body -> () -> expectInvalid("reserve-credits", body, null)));
    }

    @Test
    void refusesBytesThatAreNoText() {
        for (byte[] body : List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe}, new byte[] {'{', '"', (byte) 0xc3, '"', '}'}, new byte[64])) {
            Response response = Http.request(Tokens.user(user))
                    .header("Content-Type", "application/json")
                    .body(body)
                    .post("/reserve-credits");
            CreditCalls.expectRefusal(response, 400, "INVALID_REQUEST");
        }
    }

    @Test
    void refusesAHeaderThatIsNoneOrContradictsItself() {
        String type = "Content-Type: application/json";
        String authorization = "Authorization: Bearer " + Tokens.user(user);
        List<String> keys = new ArrayList<>(List.of("", " ", "a b", "ä", "x".repeat(256), "a\tb"));
        for (char control = 0x80; control < 0xa0; control++) {
            keys.add("k" + control);
        }
        List<Executable> checks = new ArrayList<>();
        keys.forEach(key -> checks.add(() -> expectStatus(400, type, authorization, "Idempotency-Key: " + key)));
        // What is no HTTP at all is refused by the protocol's own reader, before there is a call to answer.
        List.of("a\u0001b", "a\u007fb")
                .forEach(key -> checks.add(() -> {
                    String answer = Wire.post(
                            "reserve-credits",
                            CreditCalls.reference(1),
                            type,
                            authorization,
                            "Idempotency-Key: " + key);
                    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
                }));
        checks.add(() -> expectStatus(400, type, authorization, "Idempotency-Key: a", "Idempotency-Key: b"));
        checks.add(() -> expectStatus(400, type, authorization, "Content-Profile: public", "Content-Profile: alpha"));
        checks.add(() -> expectStatus(400, type, authorization, "Content-Profile: public", "Accept-Profile: alpha"));
        checks.add(() -> expectStatus(401, type, authorization, authorization));
        checks.add(() -> expectStatus(401, type, "Authorization: Bearer"));
        checks.add(() -> expectStatus(401, type, "Authorization: " + Tokens.user(user)));
        checks.add(() -> expectStatus(406, type, authorization, "Content-Profile: ä"));
        checks.add(() -> expectStatus(415, authorization));
        checks.add(() -> expectStatus(415, authorization, "Content-Type: ;"));
        checks.add(() -> expectStatus(400, type, authorization, "traceparent: 00-zz-zz-00", "Idempotency-Key: "));
        assertAll(checks);
        assertEquals(List.of(10, 0, 1L, 0L), CreditCalls.books(user));
    }

    private static List<Field> fields() {
        String reserve = "{\"amount\": 1, \"reference\": \"x\", \"ttlSeconds\": 60}";
        String reserveJob = "{\"amount\": 1, \"jobId\": %s}".formatted(SOME_ID);
        String settle = "{\"reservationId\": %s, \"finalAmount\": 1}".formatted(SOME_ID);
        String grant = "{\"userId\": %s, \"amount\": 1, \"type\": \"grant\", \"note\": \"n\", \"paymentId\": \"p\"}"
                .formatted(SOME_ID);
        String balance = "{\"userId\": %s, \"limit\": 1}".formatted(SOME_ID);
        return List.of(
                new Field(
                        "reserve-credits",
                        "amount",
                        reserve,
                        and(NO_INTEGER, "0", "-1", "1000001", "2147483647", "-2147483648")),
                new Field("reserve-credits", "reference", reserve, and(NO_TEXT, quoted("x".repeat(201)))),
                new Field("reserve-credits", "ttlSeconds", reserve, and(NO_INTEGER, "0", "59", "86401", "-60")),
                new Field("reserve-credits", "jobId", reserveJob, NO_UUID),
                new Field("settle-credits", "reservationId", settle, NO_UUID),
                new Field("settle-credits", "finalAmount", settle, and(NO_INTEGER, "-1")),
                new Field("release-credits", "reservationId", "{\"reservationId\": %s}".formatted(SOME_ID), NO_UUID),
                new Field("grant-credits", "userId", grant, NO_UUID),
                new Field("grant-credits", "amount", grant, and(NO_INTEGER, "0", "-1", "1000001")),
                new Field(
                        "grant-credits",
                        "type",
                        grant,
                        and(NO_TEXT, "\"usage\"", "\"reserve\"", "\"GRANT\"", "\"grant \"")),
                new Field("grant-credits", "note", grant, and(NO_TEXT, quoted("x".repeat(1_001)))),
                new Field("grant-credits", "paymentId", grant, and(NO_TEXT, quoted("x".repeat(256)))),
                new Field("credit-balance", "userId", balance, NO_UUID),
                new Field("credit-balance", "limit", balance, and(NO_INTEGER, "-1", "101")));
    }

    private void expectInvalid(String function, String body, String field) {
        boolean service =
                List.of("settle-credits", "grant-credits", "credit-balance").contains(function);
        String token = service ? Tokens.service() : Tokens.user(user);
        Crowd.Answer answer = Crowd.send(Crowd.request(function, token, body));
        String shown = function + " " + (body.length() > 100 ? body.substring(0, 100) + "…" : body);
        assertEquals(400, answer.status(), () -> shown + " " + answer.body());
        assertTrue(answer.body().contains("\"code\":\"INVALID_REQUEST\""), shown);
        if (field != null) {
            assertTrue(answer.body().contains("\"field\":\"%s\"".formatted(field)), () -> shown + " " + answer.body());
        }
    }

    private static void expectStatus(int status, String... headers) {
        String answer = Wire.post("reserve-credits", CreditCalls.reference(1), headers);
        String code = Map.of(
                        400,
                        "INVALID_REQUEST",
                        401,
                        "UNAUTHENTICATED",
                        406,
                        "UNKNOWN_TENANT",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE")
                .get(status);
        assertTrue(answer.contains("\"code\":\"%s\"".formatted(code)), answer);
        assertTrue(
                answer.startsWith("HTTP/1.1 %d ".formatted(status)), () -> String.join(" | ", headers) + "\n" + answer);
    }

    private static String replaced(Field field, String value) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String member :
                field.rightBody().substring(1, field.rightBody().length() - 1).split(", ")) {
            members.put(member.split(": ")[0], member.split(": ")[1]);
        }
        members.put(quoted(field.name()), value);
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String twice(Field field) {
        return field.rightBody().replaceFirst("}$", ", \"%s\": null}".formatted(field.name()));
    }

    private static List<String> and(List<String> values, String... more) {
        return Stream.concat(values.stream(), Stream.of(more)).toList();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
