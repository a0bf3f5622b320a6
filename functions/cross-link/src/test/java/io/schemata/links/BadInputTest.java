package io.schemata.links;

import static io.schemata.testing.BadInput.NO_OBJECT;
import static io.schemata.testing.BadInput.NO_TEXT;
import static io.schemata.testing.BadInput.NO_UUID;
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
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Precedence;
import io.schemata.testing.Tokens;
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
    private static final String ALL = "select (select count(*) from cross_links), (select count(*) from link_ends),"
            + " (select count(*) from link_requests)";
    private static final String ID = "6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f10";
    private static final String END = "{\"mode\":\"growth\",\"type\":\"entity\",\"id\":\"%s\"}".formatted(ID);
    private static final String LINK = "{\"source\": %s, \"target\": %s, \"linkType\": \"explains\""
                    .formatted(END, END.replace("growth", "product"))
            + ", \"confidence\": 0.5, \"metadata\": {\"a\":1}}";
    private static final String LINKED = "{\"mode\": \"growth\", \"type\": \"entity\", \"id\": \"%s\"".formatted(ID)
            + ", \"direction\": \"out\", \"linkType\": \"explains\", \"limit\": 10, \"cursor\": null}";
    private static final String UNLINK = "{\"linkId\": \"%s\"}".formatted(ID);

    private static final List<String> NO_END = List.of("1", "true", "\"\"", "\"growth\"", "[]", "[{}]");
    private static final List<String> NO_CONFIDENCE =
            List.of("\"0.5\"", "\"\"", "\"NaN\"", "true", "[]", "[0.5]", "{}");
    private static final List<String> NO_DIRECTION =
            List.of("0", "1", "0.5", "true", "[]", "[\"out\"]", "{}", "\"\"", "\"OUT\"", "\"outward\"", "\" out\"");
    private static final List<String> NO_LIMIT =
            List.of("0", "101", "-1", "1.5", "1e1", "\"10\"", "\"\"", "true", "[]", "{}", "2147483648", "1e99");
    private static final List<String> NO_CURSOR = List.of(
            "\"x\"",
            "\"====\"",
            "\"AAAA\"",
            quoted("A".repeat(31)),
            quoted("A".repeat(33)),
            quoted("A".repeat(10_000)),
            quoted("_".repeat(32)),
            quoted("f_" + "_".repeat(30)),
            quoted("+" + "A".repeat(31)),
            "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"");

    private final String token = Tokens.user(UUID.randomUUID());
    private List<List<Object>> before;

    @BeforeEach
    void look() {
        // Both rows are there: a body that slipped through would be written.
        for (String schema : List.of("growth_test", "product_test")) {
            Database.execute(
                    schema, "insert into entities (id, name) values (?::uuid, 'a') on conflict (id) do nothing", ID);
        }
        before = Database.rows(LinkCalls.LINKS, ALL);
    }

    @AfterEach
    void hasWrittenNothing() {
        assertEquals(before, Database.rows(LinkCalls.LINKS, ALL));
    }

    @TestFactory
    Stream<DynamicTest> aCredentialSaysWhoCalls() {
        return Stream.of(
                        CredentialTable.of("cross-link", "authenticated", "service_role"),
                        CredentialTable.of("unlink", "authenticated", "service_role"),
                        CredentialTable.of("linked", "authenticated", "service_role"))
                .flatMap(each -> each);
    }

    @Test
    void refusesTwoHundredMalformedBodies() {
        String long101 = quoted("x".repeat(101));
        String long64 = quoted("x".repeat(64));
        Stream<Executable> fields = Stream.of(
                        new Field("cross-link", token, "source", LINK, NO_END),
                        new Field("cross-link", token, "target", LINK, NO_END),
                        new Field("cross-link", token, "linkType", LINK, and(NO_TEXT, long101)),
                        new Field("cross-link", token, "confidence", LINK, NO_CONFIDENCE),
                        new Field("cross-link", token, "metadata", LINK, NO_OBJECT),
                        new Field("unlink", token, "linkId", UNLINK, NO_UUID),
                        new Field("linked", token, "mode", LINKED, and(NO_TEXT, long64)),
                        new Field("linked", token, "type", LINKED, and(NO_TEXT, long64)),
                        new Field("linked", token, "id", LINKED, NO_UUID),
                        new Field("linked", token, "direction", LINKED, NO_DIRECTION),
                        new Field("linked", token, "linkType", LINKED, and(NO_TEXT, long101)),
                        new Field("linked", token, "limit", LINKED, NO_LIMIT),
                        new Field("linked", token, "cursor", LINKED, and(NO_TEXT, NO_CURSOR.toArray(String[]::new))))
                .flatMap(BadInput::values);
        List<Executable> all = Stream.of(
                        fields,
                        Stream.of("source", "target").flatMap(this::ends),
                        BadInput.documents("cross-link", token, LINK),
                        BadInput.documents("unlink", token, UNLINK),
                        BadInput.documents("linked", token, LINKED),
                        BadInput.unknownFields("cross-link", token, LINK),
                        BadInput.unknownFields("unlink", token, UNLINK),
                        BadInput.unknownFields("linked", token, LINKED))
                .flatMap(stream -> stream)
                .toList();
        assertTrue(all.size() >= 200, () -> all.size() + " bodies");
        assertAll(all);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        String end = "{\"target\": %s, \"linkType\": \"a\", \"source\": ".formatted(END);
        assertAll(
                invalid("cross-link", token, "{}", "source"),
                invalid("cross-link", token, "{\"source\": %s, \"linkType\": \"a\"}".formatted(END), "target"),
                invalid("cross-link", token, "{\"source\": %s, \"target\": %s}".formatted(END, END), "linkType"),
                invalid("cross-link", token, end + "{}}", "source.mode"),
                invalid("cross-link", token, end + "{\"mode\":\"a\"}}", "source.type"),
                invalid("cross-link", token, end + "{\"mode\":\"a\",\"type\":\"a\"}}", "source.id"),
                invalid("unlink", token, "{}", "linkId"),
                invalid("linked", token, "{}", "mode"),
                invalid("linked", token, "{\"mode\": \"a\"}", "type"),
                invalid("linked", token, "{\"mode\": \"a\", \"type\": \"a\"}", "id"));
    }

    @Test
    void refusesMetadataOfMoreThanItsSize() {
        String tooMuch = "{\"a\":\"%s\"}".formatted("x".repeat(16 * 1024 - 7));
        assertAll(invalid("cross-link", token, LINK.replace("{\"a\":1}", tooMuch), "metadata"));
    }

    @Test
    void refusesAHeaderThatIsNoneOrContradictsItself() {
        assertAll(BadHeaders.of("cross-link", token, LINK));
        assertAll(BadHeaders.of("unlink", token, UNLINK));
        assertAll(BadHeaders.of("linked", token, LINKED));
    }

    @Test
    void tellsTheFirstReasonInTheOrderOfTheContract() {
        for (String function : List.of("cross-link", "unlink", "linked")) {
            assertAll(Precedence.of(function, token));
            Precedence.refusesAnotherTenant(function, Tokens.userClaims(UUID.randomUUID()));
        }
    }

    private Stream<Executable> ends(String field) {
        return Stream.of(
                        wrong(field, "mode", quoted(mode(field)), and(NO_TEXT, quoted("x".repeat(64)))),
                        wrong(field, "type", "\"entity\"", and(NO_TEXT, quoted("x".repeat(64)))),
                        wrong(field, "id", quoted(ID), NO_UUID),
                        Stream.of(invalid(
                                "cross-link", token, withEnd(field, END.replace("{", "{\"key\":1,")), field + ".key")))
                .flatMap(stream -> stream);
    }

    private Stream<Executable> wrong(String field, String member, String right, List<String> values) {
        return values.stream()
                .map(value -> withEnd(
                        field,
                        END.replace("growth", mode(field))
                                .replace("\"%s\":%s".formatted(member, right), "\"%s\":%s".formatted(member, value))))
                .map(body -> invalid("cross-link", token, body, field + "." + member));
    }

    private static String mode(String field) {
        return field.equals("source") ? "growth" : "product";
    }

    private static String withEnd(String field, String end) {
        String right = END.replace("growth", mode(field));
        return LINK.replace("\"%s\": %s".formatted(field, right), "\"%s\": %s".formatted(field, end));
    }
}
