package io.schemata.drafts;

import static io.schemata.testing.BadInput.NO_INTEGER;
import static io.schemata.testing.BadInput.NO_OBJECT;
import static io.schemata.testing.BadInput.NO_TEXT;
import static io.schemata.testing.BadInput.SOME_ID;
import static io.schemata.testing.BadInput.and;
import static io.schemata.testing.BadInput.invalid;
import static io.schemata.testing.BadInput.quoted;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.request.Cursor;
import io.schemata.testing.BadHeaders;
import io.schemata.testing.BadInput;
import io.schemata.testing.CredentialTable;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Precedence;
import io.schemata.testing.Tokens;
import java.time.Instant;
import java.util.Collections;
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
    private static final String ALL = "select count(*), count(user_id) from draft_prompts";
    private static final String SAVE =
            "{\"prompt\": \"p\", \"templateId\": \"t\", \"options\": {\"a\":1}, \"token\": \"x\"}";
    private static final String CLAIM = "{\"token\": \"0123456789012345678901234567890123456789012\"}";

    private static final String LIST = "{\"token\": \"x\", \"limit\": 1, \"cursor\": \"%s\"}"
            .formatted(Cursor.of(Instant.EPOCH, new UUID(0, 0)).text());
    private static final String DELETE = "{\"draftIds\": [\"00000000-0000-0000-0000-000000000000\"], \"token\": \"x\"}";

    private static final List<String> NO_IDS = List.of(
            "[]",
            "[null]",
            "{}",
            "1",
            "\"x\"",
            SOME_ID,
            "[1]",
            "[\"x\"]",
            "[[]]",
            "[%s]".formatted(String.join(",", Collections.nCopies(21, SOME_ID))));

    private final UUID user = Database.newUser();
    private final String token = Tokens.user(user);
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
        return Stream.of(
                        CredentialTable.of("save-draft", "anon", "authenticated"),
                        CredentialTable.of("claim-draft", "authenticated"),
                        CredentialTable.of("drafts", "anon", "authenticated"),
                        CredentialTable.of("delete-drafts", "anon", "authenticated"))
                .flatMap(each -> each);
    }

    @Test
    void refusesTwoHundredMalformedBodies() {
        String anon = Tokens.anon();
        String long201 = quoted("x".repeat(201));
        String long256 = quoted("x".repeat(256));
        List<Executable> checks = Stream.of(
                        new BadInput.Field(
                                "save-draft", anon, "prompt", SAVE, and(NO_TEXT, quoted("x".repeat(20_001)))),
                        new BadInput.Field("save-draft", anon, "templateId", SAVE, and(NO_TEXT, long201)),
                        new BadInput.Field("save-draft", anon, "options", SAVE, NO_OBJECT),
                        new BadInput.Field("save-draft", anon, "token", SAVE, and(NO_TEXT, long256)),
                        new BadInput.Field("claim-draft", token, "token", CLAIM, and(NO_TEXT, long256)),
                        new BadInput.Field("drafts", anon, "token", LIST, and(NO_TEXT, long256)),
                        new BadInput.Field("drafts", anon, "limit", LIST, and(NO_INTEGER, "0", "101")),
                        new BadInput.Field(
                                "drafts", anon, "cursor", LIST, and(NO_TEXT, quoted("x"), quoted("_".repeat(32)))),
                        new BadInput.Field("delete-drafts", anon, "token", DELETE, and(NO_TEXT, long256)),
                        new BadInput.Field("delete-drafts", anon, "draftIds", DELETE, NO_IDS))
                .flatMap(BadInput::values)
                .toList();
        List<Executable> all = Stream.of(
                        checks.stream(),
                        BadInput.documents("save-draft", anon, SAVE),
                        BadInput.documents("claim-draft", token, CLAIM),
                        BadInput.documents("drafts", anon, LIST),
                        BadInput.documents("delete-drafts", anon, DELETE),
                        BadInput.unknownFields("save-draft", anon, SAVE),
                        BadInput.unknownFields("claim-draft", token, CLAIM),
                        BadInput.unknownFields("drafts", anon, LIST),
                        BadInput.unknownFields("delete-drafts", anon, DELETE))
                .flatMap(stream -> stream)
                .toList();
        assertTrue(all.size() >= 200, () -> all.size() + " bodies");
        assertAll(all);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertAll(
                invalid("save-draft", token, "{}", "prompt"),
                invalid("save-draft", token, "{\"prompt\": null}", "prompt"),
                invalid("delete-drafts", token, "{}", "draftIds"),
                invalid("claim-draft", token, "{}", "token"),
                invalid("claim-draft", token, "{\"token\": null}", "token"));
    }

    @Test
    void refusesAHeaderThatIsNoneOrContradictsItself() {
        assertAll(BadHeaders.of("save-draft", token, SAVE));
        assertAll(BadHeaders.of("claim-draft", token, CLAIM));
        assertAll(BadHeaders.of("drafts", token, "{}"));
        assertAll(BadHeaders.of("delete-drafts", token, DELETE));
    }

    @Test
    void tellsTheFirstReasonInTheOrderOfTheContract() {
        assertAll(Precedence.of("save-draft", Tokens.anon()));
        assertAll(Precedence.of("claim-draft", token));
        assertAll(Precedence.of("drafts", token));
        assertAll(Precedence.of("delete-drafts", token));
        Precedence.refusesAnotherTenant("save-draft", Tokens.userClaims(UUID.randomUUID()));
        Precedence.refusesAnotherTenant("claim-draft", Tokens.userClaims(UUID.randomUUID()));
        Precedence.refusesAnotherTenant("drafts", Tokens.userClaims(UUID.randomUUID()));
        Precedence.refusesAnotherTenant("delete-drafts", Tokens.userClaims(UUID.randomUUID()));
    }
}
