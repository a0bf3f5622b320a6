package io.schemata.links;

import static io.schemata.links.LinkCalls.LINKS;
import static io.schemata.links.LinkCalls.body;
import static io.schemata.links.LinkCalls.count;
import static io.schemata.links.LinkCalls.link;
import static io.schemata.links.LinkCalls.linkId;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class CrossLinkTest {
    private final UUID user = Database.newUser();
    private final Row entity = Row.of("growth", "entity");
    private final Row artifact = Row.of("engineering", "artifact");

    @Test
    void linksRowsOfTwoModes() {
        String body = body(entity, artifact, "explains")
                .replaceFirst("}$", ", \"confidence\": 0.25, \"metadata\": {\"by\":[1,2.50]}}");

        Http.call("cross-link", Tokens.user(user), body)
                .then()
                .statusCode(200)
                .body("source.mode", equalTo("growth"))
                .body("source.type", equalTo("entity"))
                .body("source.id", equalTo(entity.id().toString()))
                .body("target.id", equalTo(artifact.id().toString()))
                .body("linkType", equalTo("explains"))
                .body("confidence", equalTo(0.25f))
                .body("metadata.by", equalTo(List.of(1, 2.5f)))
                .body("created", equalTo(true));
        assertEquals(
                List.of(List.of(user, 0.25)),
                Database.rows(
                        LINKS, "select created_by, confidence from cross_links where source_id = ?", entity.id()));
    }

    @Test
    void linksWithoutConfidenceAndMetadata() {
        link(user, entity, artifact, "explains")
                .then()
                .statusCode(200)
                .body("confidence", equalTo(null))
                .body("metadata", equalTo(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Explains",
                "explains ",
                " explains",
                "ex  plains",
                "\u00c4ndert",
                "a\u0308ndert",
                "\uff45xplains",
                "e\u00a0x",
                "explains\u200b",
                "\u200b",
                "ex\u00adplains",
                "\ufeffexplains",
                "explains\ufe0f",
                "ex\u0007plains",
                "ex\udb40\udc41plains"
            })
    void refusesAnotherSpellingOfALinkType(String linkType) {
        Response refused = link(user, entity, artifact, linkType);
        expectRefusal(refused, 400, "INVALID_REQUEST");
        refused.then().body("field", equalTo("linkType"));
        assertEquals(0, count(entity));
    }

    @Test
    void takesLinkTypesOfAnyLanguage() {
        for (String linkType :
                List.of("\u00e4ndert", "\u8bf4\u660e", "explains_2", "a-b", "explains two", "\u043e\u0431")) {
            link(user, entity, artifact, linkType).then().statusCode(200).body("linkType", equalTo(linkType));
        }
    }

    @Test
    void changesWhatIsSaidOfALinkOnlyWhenItIsTold() {
        says("\"confidence\": 0.25, \"metadata\": {\"a\": 1}")
                .then()
                .statusCode(200)
                .body("created", equalTo(true));
        for (String same : List.of("\"confidence\": 0.25", "\"metadata\": {\"a\": 1}", "\"update\": true")) {
            says(same).then().statusCode(200).body("created", equalTo(false)).body("confidence", equalTo(0.25f));
        }
        for (String other : List.of("\"confidence\": 0.5", "\"metadata\": {\"a\": 2}", "\"metadata\": {}")) {
            expectRefusal(says(other), 409, "LINK_DIFFERS");
        }
        says("\"confidence\": 0.5, \"update\": true")
                .then()
                .statusCode(200)
                .body("created", equalTo(false))
                .body("confidence", equalTo(0.5f))
                .body("metadata.a", equalTo(1));
        says("\"metadata\": {\"b\": 2}, \"update\": true").then().body("metadata", equalTo(Map.of("b", 2)));
    }

    @Test
    void nobodyChangesWhatAnotherSaysOfALink() {
        says("\"confidence\": 0.25").then().statusCode(200);
        Http.call("cross-link", Tokens.user(Database.newUser()), saying("\"confidence\": 0.5, \"update\": true"))
                .then()
                .statusCode(409)
                .body("code", equalTo("LINK_DIFFERS"));
        Http.call("cross-link", Tokens.service(), saying("\"confidence\": 0.5, \"update\": true"))
                .then()
                .statusCode(200)
                .body("confidence", equalTo(0.5f));
    }

    private Response says(String more) {
        return Http.call("cross-link", Tokens.user(user), saying(more));
    }

    private String saying(String more) {
        return body(entity, artifact, "explains").replaceFirst("}$", ", %s}".formatted(more));
    }

    @Test
    void takesMetadataOfSixteenKibibytes() {
        String most = "{\"a\":\"%s\"}".formatted("x".repeat(16 * 1024 - 8));
        Http.call(
                        "cross-link",
                        Tokens.user(user),
                        body(entity, artifact, "explains").replaceFirst("}$", ", \"metadata\": %s}".formatted(most)))
                .then()
                .statusCode(200)
                .body("metadata.a.length()", equalTo(16 * 1024 - 8));
    }

    @Test
    void linksForTheServiceWithoutAMaker() {
        String named = Tokens.signed(
                Map.of("iss", "supabase-demo", "role", "service_role", "sub", "no user", "exp", Tokens.inSeconds(60)));
        for (String service : List.of(Tokens.service(), named)) {
            Http.call("cross-link", service, body(entity, artifact, "explains by " + service.length()))
                    .then()
                    .statusCode(200)
                    .body("created", equalTo(true));
            Http.call("linked", service, entity.json()).then().statusCode(200);
        }
        assertEquals(
                List.of(List.of(2L, 0L)),
                Database.rows(
                        LINKS, "select count(*), count(created_by) from cross_links where source_id = ?", entity.id()));
    }

    @Test
    void answersTheLinkThatIsThere() {
        String first = linkId(user, entity, artifact, "explains");
        UUID other = Database.newUser();

        link(other, entity, artifact, "explains")
                .then()
                .statusCode(200)
                .body("linkId", equalTo(first))
                .body("confidence", equalTo(null))
                .body("created", equalTo(false));
        assertEquals(1, count(entity));
    }

    @Test
    void tellsTypesOfLinkAndOfRowsApart() {
        Row page = new Row("engineering", "wiki_page", artifact.id());
        Database.execute(
                page.schema(),
                "insert into wiki_pages (id, slug, title) values (?, ?, 'a')",
                page.id(),
                "" + page.id());

        List<String> all = List.of(
                linkId(user, entity, artifact, "explains"),
                linkId(user, entity, artifact, "contradicts"),
                linkId(user, entity, page, "explains"),
                linkId(user, artifact, entity, "explains"),
                linkId(user, artifact, page, "explains"));
        assertEquals(5, all.stream().distinct().count());
    }

    @Test
    void keepsASymmetricLinkOnce() {
        String first = linkId(user, entity, artifact, "related_to");

        Response again = link(user, artifact, entity, "related_to");
        again.then().statusCode(200).body("linkId", equalTo(first)).body("created", equalTo(false));
        assertEquals(1, count(entity));
        assertNotEquals(linkId(user, entity, artifact, "same_as"), first);
    }

    @RepeatedTest(20)
    void makesOneLinkOfManyCallsAtOnce() {
        List<Crowd.Answer> answers = Crowd.of(
                8,
                16,
                call -> Crowd.send(Crowd.request(
                        "cross-link",
                        Tokens.user(user),
                        call % 2 == 0 ? body(entity, artifact, "same_as") : body(artifact, entity, "same_as"))));

        assertEquals(
                16, answers.stream().filter(answer -> answer.status() == 200).count(), answers::toString);
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.body().contains("\"created\":true"))
                        .count());
        assertEquals(1, count(entity));
    }

    @Test
    void repeatsItsAnswerForItsKey() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String body = body(entity, artifact, "explains");
        String first = Http.call("cross-link", Tokens.user(user), body, key)
                .then()
                .statusCode(200)
                .body("created", equalTo(true))
                .extract()
                .asString();

        assertEquals(
                first, Http.call("cross-link", Tokens.user(user), body, key).asString());
        LinkCalls.unlink(Tokens.user(user), first.replaceFirst(".*\"linkId\":\"([^\"]+)\".*", "$1"))
                .then()
                .statusCode(200);
        assertEquals(
                first, Http.call("cross-link", Tokens.user(user), body, key).asString());
        assertEquals(0, count(entity));
        expectRefusal(
                Http.call("cross-link", Tokens.user(user), body(entity, artifact, "other"), key),
                422,
                "IDEMPOTENCY_MISMATCH");
        Http.call("cross-link", Tokens.service(), body, key)
                .then()
                .statusCode(200)
                .body("created", equalTo(true));
    }

    @Test
    void answersCallsOfOneKeyAtOnceTheSame() {
        String key = UUID.randomUUID().toString();
        List<Crowd.Answer> answers = Crowd.of(
                16,
                32,
                call -> Crowd.send(Crowd.request("cross-link", Tokens.user(user), body(entity, artifact, "explains"))
                        .header("Idempotency-Key", key)));

        assertEquals(1, answers.stream().distinct().count(), answers::toString);
        assertEquals(200, answers.get(0).status());
    }

    @Test
    void spendsNoKeyOnARefusal() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Row later = Row.missing("engineering", "artifact");
        String body = body(entity, later, "explains");
        expectRefusal(Http.call("cross-link", Tokens.user(user), body, key), 404, "LINK_END_NOT_FOUND");

        Database.execute(later.schema(), "insert into artifacts (id, title) values (?, 'a')", later.id());
        Http.call("cross-link", Tokens.user(user), body, key).then().statusCode(200);
    }

    @Test
    void outlivesItsMaker() {
        linkId(user, entity, artifact, "explains");

        Database.execute("public", "delete from auth.users where id = ?", user);
        assertEquals(
                List.of(Arrays.asList((Object) null)),
                Database.rows(LINKS, "select created_by from cross_links where source_id = ?", entity.id()));
        expectRefusal(link(user, entity, artifact, "contradicts"), 404, "USER_NOT_FOUND");
        assertEquals(1, count(entity));
    }

    @Test
    void keepsTheSetsOfModesApart() {
        Row elsewhere = new Row("growth", "entity", UUID.randomUUID());
        Database.execute(
                Tenants.OTHER_MODES.get("growth2"), "insert into entities (id, name) values (?, 'a')", elsewhere.id());
        Map<String, String> there = Map.of("Content-Profile", "growth2");

        expectRefusal(link(user, elsewhere, entity, "explains"), 404, "LINK_END_NOT_FOUND");
        expectRefusal(
                Http.call("cross-link", Tokens.user(user), body(elsewhere, entity, "explains"), there),
                404,
                "LINK_END_NOT_FOUND");
        expectRefusal(
                Http.call("cross-link", Tokens.user(user), body(elsewhere, artifact, "explains"), there),
                400,
                "INVALID_REQUEST");
    }
}
