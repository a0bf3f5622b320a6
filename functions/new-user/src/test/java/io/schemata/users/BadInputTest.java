package io.schemata.users;

import static io.schemata.testing.BadInput.NO_OBJECT;
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
import io.schemata.testing.BadHeaders;
import io.schemata.testing.BadInput;
import io.schemata.testing.BadInput.Field;
import io.schemata.testing.CredentialTable;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Precedence;
import io.schemata.testing.Tokens;
import io.schemata.testing.Webhooks;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every field with every kind of nonsense for its kind: refused with the field named, nothing written. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class BadInputTest {
    private static final String ALL =
            "select (select count(*) from profiles), (select count(*) from credit_accounts), (select count(*) from schemata.kept_answers)";
    private static final String NAMED = "{\"userId\": %s, \"name\": \"n\"}".formatted(SOME_ID);
    private static final String GOES_OVER =
            "{\"userId\": %s, \"previousUserId\": \"00000000-0000-0000-0000-000000000000\"}".formatted(SOME_ID);
    private static final String SHOWN = "{\"previousToken\": \"x\"}";
    private static final String ROW = "{\"id\":%s}".formatted(SOME_ID);
    private static final String WEBHOOK =
            "{\"type\": \"INSERT\", \"table\": \"users\", \"schema\": \"auth\", \"record\": %s, \"old_record\": null, \"user_id\": %s}"
                    .formatted(ROW, SOME_ID);
    private static final String HOOK = "{\"metadata\": {\"name\":\"after-user-created\"}, \"user\": %s}".formatted(ROW);

    private final String service = Tokens.service();
    private List<List<Object>> before;

    @BeforeEach
    void look() {
        before = Database.rows("public", ALL);
    }

    @AfterEach
    void hasWrittenNothing() {
        assertEquals(before, Database.rows("public", ALL));
    }

    @TestFactory
    Stream<DynamicTest> aCredentialSaysWhoCalls() {
        return CredentialTable.of("new-user", "authenticated", "service_role");
    }

    @Test
    void refusesTwoHundredMalformedBodies() {
        List<String> noRow = and(
                NO_OBJECT,
                "{}",
                "{\"id\":null}",
                "{\"id\":1}",
                "{\"id\":\"x\"}",
                "{\"id\":\"1-1-1-1-1\"}",
                "{\"ID\":%s}".formatted(SOME_ID),
                "{\"id\":[%s]}".formatted(SOME_ID));
        List<Executable> checks = Stream.of(
                        new Field("new-user", service, "userId", NAMED, NO_UUID),
                        new Field("new-user", service, "name", NAMED, and(NO_TEXT, quoted("x".repeat(201)))),
                        new Field("new-user", service, "previousUserId", GOES_OVER, and(NO_UUID, SOME_ID)),
                        new Field(
                                "new-user",
                                Tokens.user(UUID.randomUUID()),
                                "previousToken",
                                SHOWN,
                                and(NO_TEXT, quoted("x".repeat(8_193)))),
                        new Field(
                                "new-user",
                                service,
                                "previousToken",
                                SHOWN.replace("{", "{\"userId\": %s, ".formatted(SOME_ID)),
                                List.of("\"x\"")),
                        new Field(
                                "new-user", service, "type", WEBHOOK, and(NO_TEXT, "\"UPDATE\"", "\"DELETE\"", "null")),
                        new Field(
                                "new-user",
                                service,
                                "table",
                                WEBHOOK,
                                and(NO_TEXT, "\"profiles\"", "\"USERS\"", "null")),
                        new Field(
                                "new-user",
                                service,
                                "schema",
                                WEBHOOK,
                                and(NO_TEXT, "\"public\"", "\"auth \"", "null")),
                        new Field("new-user", service, "record", WEBHOOK, noRow),
                        new Field("new-user", service, "old_record", WEBHOOK, and(NO_OBJECT, "{}", ROW)),
                        new Field("new-user", service, "user_id", WEBHOOK, NO_UUID),
                        new Field("new-user", service, "user", HOOK, noRow),
                        new Field("new-user", service, "metadata", HOOK, NO_OBJECT))
                .flatMap(BadInput::values)
                .toList();
        assertTrue(checks.size() >= 100, () -> checks.size() + " bodies");
        List<Executable> documents = Stream.of(NAMED, WEBHOOK, HOOK)
                .flatMap(right -> BadInput.documents("new-user", service, right))
                .toList();
        assertTrue(documents.size() >= 200, () -> documents.size() + " documents");
        assertAll(checks);
        assertAll(documents);
        assertAll(BadInput.unknownFields("new-user", service, NAMED));
    }

    @Test
    void refusesContradictions() {
        String id = SOME_ID;
        assertAll(
                invalid(
                        "new-user",
                        service,
                        WEBHOOK.replace("{\"type\"", "{\"userId\": %s, \"type\"".formatted(id)),
                        "record"),
                invalid("new-user", service, WEBHOOK.replace("{\"type\"", "{\"name\": \"n\", \"type\""), "record"),
                invalid(
                        "new-user",
                        service,
                        WEBHOOK.replace("{\"type\"", "{\"user\": %s, \"type\"".formatted(ROW)),
                        "record"),
                invalid(
                        "new-user",
                        service,
                        HOOK.replace("{\"metadata\"", "{\"userId\": %s, \"metadata\"".formatted(id)),
                        "user"),
                invalid("new-user", service, "{\"userId\": %s, \"type\": \"INSERT\"}".formatted(id), "record"),
                invalid("new-user", service, "{\"userId\": %s, \"old_record\": {}}".formatted(id), "old_record"),
                invalid("new-user", service, "{\"userId\": %s, \"metadata\": {}}".formatted(id), "user"),
                invalid(
                        "new-user",
                        service,
                        HOOK.replace("{\"metadata\"", "{\"previousUserId\": %s, \"metadata\"".formatted(id)),
                        "user"),
                invalid("new-user", service, "{\"name\": \"n\"}", "userId"),
                invalid("new-user", service, "{\"userId\": null}", "userId"));
    }

    @Test
    void refusesAHeaderThatIsNoneOrContradictsItself() {
        assertAll(BadHeaders.of("new-user", Tokens.user(UUID.randomUUID()), "{}"));
    }

    @Test
    void refusesASignedBodyThatIsMalformed() {
        for (String body : List.of("{", "[]", "{\"user\": {}}", "{\"x\": 1}", "null")) {
            Http.expectRefusal(
                    Http.call("new-user", null, body, Webhooks.signed(Webhooks.NEW_SECRET, body)),
                    400,
                    "INVALID_REQUEST");
        }
    }

    @Test
    void tellsTheFirstReasonInTheOrderOfTheContract() {
        assertAll(Precedence.of("new-user", service));
        Precedence.refusesAnotherTenant("new-user", Tokens.userClaims(UUID.randomUUID()));
    }
}
