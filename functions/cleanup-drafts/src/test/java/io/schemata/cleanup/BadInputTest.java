package io.schemata.cleanup;

import static io.schemata.testing.BadInput.NO_BOOLEAN;
import static io.schemata.testing.BadInput.NO_INTEGER;
import static io.schemata.testing.BadInput.and;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.BadHeaders;
import io.schemata.testing.BadInput;
import io.schemata.testing.BadInput.Field;
import io.schemata.testing.CredentialTable;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Precedence;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every field with every kind of nonsense for its kind: refused with the field named, nothing cleaned up. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class BadInputTest {
    private static final String FUNCTION = "cleanup-drafts";
    private static final String RIGHT =
            "{\"tenants\": [\"public\"], \"batchSize\": 1000, \"dryRun\": false, \"repairLinks\": false}";
    private static final String LONG =
            "{\"tenants\": [\"public\", \"alpha\", \"beta\", \"gamma\", \"delta\"], \"batchSize\": 1000, \"dryRun\": false, \"repairLinks\": false}";
    private static final List<String> NO_TENANTS = List.of(
            "1",
            "true",
            "{}",
            "\"public\"",
            "[]",
            "[null]",
            "[1]",
            "[true]",
            "[[\"public\"]]",
            "[{}]",
            "[\"\"]",
            "[\"nowhere\"]",
            "[\"PUBLIC\"]",
            "[\"public \"]",
            "[\"auth\"]",
            "[\"schemata\"]",
            "[\"public\",\"x\"]",
            "[\"public; drop schema public\"]");

    private final String service = Tokens.service();
    private List<Object> before;

    @BeforeEach
    void look() {
        CleanupCalls.drafts("public", 3, true, null);
        before = CleanupCalls.drafts("public");
    }

    @AfterEach
    void hasWrittenNothing() {
        assertEquals(before, CleanupCalls.drafts("public"));
    }

    @TestFactory
    Stream<DynamicTest> aCredentialSaysWhoCalls() {
        return CredentialTable.of("cleanup-drafts", "service_role");
    }

    @Test
    void refusesTwoHundredMalformedBodies() {
        List<Executable> checks = Stream.of(
                        Stream.of(
                                        new Field(FUNCTION, service, "tenants", RIGHT, NO_TENANTS),
                                        new Field(
                                                FUNCTION,
                                                service,
                                                "batchSize",
                                                RIGHT,
                                                and(NO_INTEGER, "0", "-1", "10001", "2147483647")),
                                        new Field(FUNCTION, service, "dryRun", RIGHT, NO_BOOLEAN),
                                        new Field(FUNCTION, service, "repairLinks", RIGHT, NO_BOOLEAN))
                                .flatMap(BadInput::values),
                        Stream.of(BadInput.invalid(
                                FUNCTION, service, "{\"dryRun\": true, \"repairLinks\": true}", "repairLinks")),
                        BadInput.documents(FUNCTION, service, RIGHT),
                        BadInput.documents(FUNCTION, service, LONG),
                        BadInput.unknownFields(FUNCTION, service, RIGHT))
                .flatMap(stream -> stream)
                .toList();
        assertTrue(checks.size() >= 200, () -> checks.size() + " bodies");
        assertAll(checks);
    }

    @Test
    void refusesAHeaderThatIsNoneOrContradictsItself() {
        List<Executable> checks = BadHeaders.of(FUNCTION, service, RIGHT);
        assertTrue(checks.size() >= 48, () -> checks.size() + " headers");
        assertAll(checks);
    }

    @Test
    void tellsTheFirstReasonInTheOrderOfTheContract() {
        assertAll(Precedence.of("cleanup-drafts", service));
    }
}
