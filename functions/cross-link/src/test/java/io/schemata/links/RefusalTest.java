package io.schemata.links;

import static io.schemata.links.LinkCalls.LINKS;
import static io.schemata.links.LinkCalls.body;
import static io.schemata.links.LinkCalls.link;
import static io.schemata.links.LinkCalls.linked;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused, why, and that nothing was written. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class RefusalTest {
    private static final String ALL = "select (select count(*) from cross_links), (select count(*) from link_ends),"
            + " (select count(*) from link_requests)";

    private final UUID user = Database.newUser();
    private final Row entity = Row.of("growth", "entity");
    private final Row artifact = Row.of("product", "artifact");
    private List<List<Object>> before;

    @BeforeEach
    void look() {
        before = Database.rows(LINKS, ALL);
    }

    @AfterEach
    void hasWrittenNothing() {
        assertEquals(before, Database.rows(LINKS, ALL));
    }

    @Test
    void aMissingRowAndAnotherUsersRowAreAnsweredAlike() {
        Row missing = Row.missing("growth", "entity");
        Row hidden = Row.of("growth", "entity", Database.newUser());

        for (Row end : List.of(missing, hidden)) {
            expectRefusal(link(user, end, artifact, "explains"), 404, "LINK_END_NOT_FOUND");
            expectRefusal(link(user, artifact, end, "related_to"), 404, "LINK_END_NOT_FOUND");
            expectRefusal(link(user, end, end, "explains"), 404, "LINK_END_NOT_FOUND");
            expectRefusal(linked(user, end, Map.of()), 404, "LINK_END_NOT_FOUND");
        }
        assertEquals(told(link(user, missing, artifact, "explains")), told(link(user, hidden, artifact, "explains")));
    }

    @Test
    void aRowOfATableThatUsersMayNotRead() {
        Database.execute(entity.schema(), "revoke select on jobs from authenticated");
        try {
            Row job = Row.of("growth", "job");
            expectRefusal(link(user, job, artifact, "explains"), 404, "LINK_END_NOT_FOUND");
            expectRefusal(linked(user, job, Map.of()), 404, "LINK_END_NOT_FOUND");
        } finally {
            Database.execute(entity.schema(), "grant select on jobs to authenticated");
        }
    }

    @Test
    void aLinkOfARowToItself() {
        expectRefusal(link(user, entity, entity, "explains"), 422, "SELF_LINK");
        expectRefusal(link(user, entity, entity, "related_to"), 422, "SELF_LINK");
    }

    @Test
    void unregisteredModesAndTypes() {
        Row nowhere = new Row("skunkworks", "entity", entity.id());
        Row nothing = new Row("growth", "profiles", entity.id());

        expectInvalid(link(user, nowhere, artifact, "explains"), "source.mode");
        expectInvalid(link(user, artifact, nowhere, "explains"), "target.mode");
        expectInvalid(link(user, nothing, artifact, "explains"), "source.type");
        expectInvalid(link(user, artifact, nothing, "explains"), "target.type");
        expectInvalid(link(user, Row.missing("growth", "entity"), nowhere, "explains"), "target.mode");
        expectInvalid(linked(user, nowhere, Map.of()), "mode");
        expectInvalid(linked(user, nothing, Map.of()), "type");
    }

    @Test
    void aConfidenceThatIsNone() {
        for (String none : List.of(
                "-0.1",
                "1.1",
                "2",
                "-1",
                "1e400",
                "-1e-400",
                "1.00000000000000000000001",
                "1e2147483647",
                "\"0.5\"",
                "\"NaN\"",
                "NaN",
                "Infinity",
                "true",
                "[]",
                "{}")) {
            expectRefusal(
                    Http.call(
                            "cross-link",
                            Tokens.user(user),
                            body(entity, artifact, "explains")
                                    .replaceFirst("}$", ", \"confidence\": %s}".formatted(none))),
                    400,
                    "INVALID_REQUEST");
        }
    }

    @Test
    void missingLinksAndOtherUsersLinks() {
        String linkId = LinkCalls.linkId(Database.newUser(), entity, artifact, "explains");
        Response others = LinkCalls.unlink(Tokens.user(user), linkId);
        Response none = LinkCalls.unlink(Tokens.user(user), UUID.randomUUID().toString());

        expectRefusal(others, 404, "LINK_NOT_FOUND");
        assertEquals(told(others), told(none));
        LinkCalls.unlink(Tokens.service(), linkId).then().statusCode(200);
        Database.execute(LINKS, "delete from link_ends where id in (?, ?)", entity.id(), artifact.id());
    }

    @Test
    void visitorsAndUsersBoundToAMode() {
        expectRefusal(Http.call("cross-link", Tokens.anon(), body(entity, artifact, "explains")), 403, "FORBIDDEN");
        expectRefusal(Http.call("linked", Tokens.anon(), entity.json()), 403, "FORBIDDEN");
        expectRefusal(
                Http.call("unlink", Tokens.anon(), "{\"linkId\": \"%s\"}".formatted(entity.id())), 403, "FORBIDDEN");

        Map<String, Object> claims = Tokens.userClaims(user);
        claims.put("app_metadata", Map.of("tenant", "growth"));
        expectRefusal(
                Http.call("cross-link", Tokens.signed(claims), body(entity, artifact, "explains")),
                403,
                "TENANT_FORBIDDEN");
        claims.put("app_metadata", Map.of("tenant", "links"));
        Http.call("linked", Tokens.signed(claims), entity.json()).then().statusCode(200);
    }

    @Test
    void aTenantWithoutLinks() {
        Database.execute(LINKS, "alter function linked rename to linked_before");
        try {
            expectRefusal(linked(user, entity, Map.of()), 503, "TENANT_NOT_READY");
        } finally {
            Database.execute(LINKS, "alter function linked_before rename to linked");
        }
    }

    private static void expectInvalid(Response answer, String field) {
        expectRefusal(answer, 400, "INVALID_REQUEST");
        answer.then().body("field", equalTo(field));
    }

    private static String told(Response answer) {
        return answer.asString().replaceFirst("\"instance\":\"[^\"]*\"", "");
    }
}
