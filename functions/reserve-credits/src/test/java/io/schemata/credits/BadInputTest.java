package io.schemata.credits;

import static io.schemata.testing.BadInput.NO_INTEGER;
import static io.schemata.testing.BadInput.NO_TEXT;
import static io.schemata.testing.BadInput.NO_UUID;
import static io.schemata.testing.BadInput.SOME_ID;
import static io.schemata.testing.BadInput.and;
import static io.schemata.testing.BadInput.invalid;
import static io.schemata.testing.BadInput.quoted;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.BadHeaders;
import io.schemata.testing.BadInput;
import io.schemata.testing.BadInput.Field;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import io.schemata.testing.Wire;
import java.nio.charset.Charset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every function, with every kind of nonsense for its kind: refused with the field named, nothing written. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class BadInputTest {
    private final UUID user = Database.userWith("public", 10);

    private final String token = Tokens.user(user);

    @AfterEach
    void hasWrittenNothing() {
        assertEquals(List.of(10, 0, 1L, 0L), CreditCalls.books(user));
    }

    @Test
    void namesTheFieldAtFault() {
        List<Executable> checks = fields().stream().flatMap(BadInput::values).toList();
        assertTrue(checks.size() >= 200, () -> checks.size() + " bodies");
        assertAll(checks);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        String service = Tokens.service();
        assertAll(
                invalid("reserve-credits", token, "{\"reference\": \"x\"}", "amount"),
                invalid("reserve-credits", token, "{\"amount\": null, \"reference\": \"x\"}", "amount"),
                invalid("reserve-credits", token, "{\"amount\": 1}", "jobId"),
                invalid(
                        "reserve-credits",
                        token,
                        "{\"amount\": 1, \"jobId\": %s, \"reference\": \"x\"}".formatted(SOME_ID),
                        "jobId"),
                invalid("settle-credits", service, "{\"finalAmount\": 1}", "reservationId"),
                invalid("settle-credits", service, "{\"reservationId\": %s}".formatted(SOME_ID), "finalAmount"),
                invalid("release-credits", token, "{}", "reservationId"),
                invalid("grant-credits", service, "{\"amount\": 1, \"type\": \"grant\"}", "userId"),
                invalid("grant-credits", service, "{\"userId\": %s, \"type\": \"grant\"}".formatted(SOME_ID), "amount"),
                invalid("grant-credits", service, "{\"userId\": %s, \"amount\": 1}".formatted(SOME_ID), "type"));
    }

    @Test
    void refusesAFieldItDoesNotKnow() {
        assertAll(BadInput.unknownFields("reserve-credits", token, CreditCalls.reference(1)));
    }

    @Test
    void refusesBodiesThatAreNoJsonObject() {
        assertAll(BadInput.documents("reserve-credits", token, CreditCalls.reference(1)));
    }

    @Test
    void refusesBytesThatAreNoText() {
        for (byte[] body : List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe}, new byte[] {'{', '"', (byte) 0xc3, '"', '}'}, new byte[64])) {
            Response response = Http.request(Tokens.user(user))
                    .header("Content-Type", "application/json")
                    .body(body)
                    .post("/reserve-credits");
            Http.expectRefusal(response, 400, "INVALID_REQUEST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void refusesAnotherEncodingThanUtf8(String encoding) {
        byte[] body = CreditCalls.reference(1).getBytes(Charset.forName(encoding));
        Http.expectRefusal(
                Http.request(token)
                        .header("Content-Type", "application/json")
                        .body(body)
                        .post("/reserve-credits"),
                400,
                "INVALID_REQUEST");
        Http.expectRefusal(
                Http.request(token)
                        .header("Content-Type", "application/json; charset=" + encoding)
                        .body(body)
                        .post("/reserve-credits"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesAHeaderThatIsNoneOrContradictsItself() {
        assertAll(BadHeaders.of("reserve-credits", token, CreditCalls.reference(1)));
    }

    /** What is no HTTP at all is refused by the protocol's own reader, before there is a call to answer. */
    @Test
    void refusesAHeaderThatIsNoHttp() {
        for (String key : List.of("a\u0001b", "a\u007fb")) {
            String answer = Wire.post(
                    "reserve-credits",
                    CreditCalls.reference(1),
                    "Content-Type: application/json",
                    "Authorization: Bearer " + token,
                    "Idempotency-Key: " + key);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    private List<Field> fields() {
        String service = Tokens.service();
        String reserve = "{\"amount\": 1, \"reference\": \"x\", \"ttlSeconds\": 60}";
        String reserveJob = "{\"amount\": 1, \"jobId\": %s}".formatted(SOME_ID);
        String settle = "{\"reservationId\": %s, \"finalAmount\": 1}".formatted(SOME_ID);
        String grant = "{\"userId\": %s, \"amount\": 1, \"type\": \"grant\", \"note\": \"n\", \"paymentId\": \"p\"}"
                .formatted(SOME_ID);
        String balance = "{\"userId\": %s, \"limit\": 1}".formatted(SOME_ID);
        return List.of(
                new Field(
                        "reserve-credits",
                        token,
                        "amount",
                        reserve,
                        and(NO_INTEGER, "0", "-1", "1000001", "2147483647", "-2147483648")),
                new Field("reserve-credits", token, "reference", reserve, and(NO_TEXT, quoted("x".repeat(201)))),
                new Field("reserve-credits", token, "ttlSeconds", reserve, and(NO_INTEGER, "0", "59", "86401", "-60")),
                new Field("reserve-credits", token, "jobId", reserveJob, NO_UUID),
                new Field("settle-credits", service, "reservationId", settle, NO_UUID),
                new Field("settle-credits", service, "finalAmount", settle, and(NO_INTEGER, "-1")),
                new Field(
                        "release-credits",
                        token,
                        "reservationId",
                        "{\"reservationId\": %s}".formatted(SOME_ID),
                        NO_UUID),
                new Field("grant-credits", service, "userId", grant, NO_UUID),
                new Field("grant-credits", service, "amount", grant, and(NO_INTEGER, "0", "-1", "1000001")),
                new Field(
                        "grant-credits",
                        service,
                        "type",
                        grant,
                        and(NO_TEXT, "\"usage\"", "\"reserve\"", "\"GRANT\"", "\"grant \"")),
                new Field("grant-credits", service, "note", grant, and(NO_TEXT, quoted("x".repeat(1_001)))),
                new Field("grant-credits", service, "paymentId", grant, and(NO_TEXT, quoted("x".repeat(256)))),
                new Field("credit-balance", service, "userId", balance, NO_UUID),
                new Field("credit-balance", service, "limit", balance, and(NO_INTEGER, "-1", "101")));
    }
}
