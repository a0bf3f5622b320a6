package io.schemata.drafts;

import static io.schemata.testing.BadInput.NO_OBJECT;
import static io.schemata.testing.BadInput.NO_TEXT;
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
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Precedence;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every field with every kind of nonsense for its kind: refused with the field named, nothing written. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class BadInputTest {
    private static final String ALL = "select count(*), count(user_id) from draft_prompts";
    private static final String SAVE =
            "{\"prompt\": \"p\", \"templateId\": \"t\", \"options\": {\"a\":1}, \"token\": \"x\"}";
    private static final String CLAIM = "{\"token\": \"0123456789012345678901234567890123456789012\"}";

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
                        new BadInput.Field("claim-draft", token, "token", CLAIM, and(NO_TEXT, long256)))
                .flatMap(BadInput::values)
                .toList();
        List<Executable> all = Stream.of(
                        checks.stream(),
                        BadInput.documents("save-draft", anon, SAVE),
                        BadInput.documents("claim-draft", token, CLAIM),
                        BadInput.unknownFields("save-draft", anon, SAVE),
                        BadInput.unknownFields("claim-draft", token, CLAIM))
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
                invalid("claim-draft", token, "{}", "token"),
                invalid("claim-draft", token, "{\"token\": null}", "token"));
    }

    @Test
    void refusesAHeaderThatIsNoneOrContradictsItself() {
        assertAll(BadHeaders.of("save-draft", token, SAVE));
        assertAll(BadHeaders.of("claim-draft", token, CLAIM));
    }

    @Test
    void tellsTheFirstReasonInTheOrderOfTheContract() {
        assertAll(Precedence.of("save-draft", Tokens.anon()));
        assertAll(Precedence.of("claim-draft", token));
        Precedence.refusesAnotherTenant("save-draft", Tokens.userClaims(UUID.randomUUID()));
        Precedence.refusesAnotherTenant("claim-draft", Tokens.userClaims(UUID.randomUUID()));
    }
}
