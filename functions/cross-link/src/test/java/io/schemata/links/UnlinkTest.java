package io.schemata.links;

import static io.schemata.links.LinkCalls.count;
import static io.schemata.links.LinkCalls.linkId;
import static io.schemata.links.LinkCalls.unlink;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class UnlinkTest {
    private final UUID user = Database.newUser();
    private final Row entity = Row.of("growth", "entity");
    private String link;

    @BeforeEach
    void makeALink() {
        link = linkId(user, entity, Row.of("product", "artifact"), "explains");
    }

    @Test
    void removesAUsersOwnLink() {
        unlink(Tokens.user(user), link)
                .then()
                .statusCode(200)
                .body("linkId", equalTo(link))
                .body("removed", equalTo(true));
        assertEquals(0, count(entity));
        expectRefusal(unlink(Tokens.user(user), link), 404, "LINK_NOT_FOUND");
    }

    @Test
    void removesALinkAfterItsMakerLostSightOfTheRows() {
        Database.execute(
                entity.schema(),
                "update entities set is_private = true, created_by = ? where id = ?",
                Database.newUser(),
                entity.id());

        unlink(Tokens.user(user), link).then().statusCode(200);
    }

    @Test
    void removesALinkToARowOfTheirsWhoseMakerIsGone() {
        UUID owner = Database.newUser();
        UUID passerBy = Database.newUser();
        for (boolean isSource : List.of(true, false)) {
            UUID maker = Database.newUser();
            Row own = Row.of("growth", "entity");
            Database.execute(own.schema(), "update entities set created_by = ? where id = ?", owner, own.id());
            Row other = Row.of("product", "artifact");
            String left = linkId(maker, isSource ? own : other, isSource ? other : own, "explains");
            expectRefusal(unlink(Tokens.user(owner), left), 404, "LINK_NOT_FOUND");
            Database.execute("public", "delete from auth.users where id = ?", maker);

            expectRefusal(unlink(Tokens.user(passerBy), left), 404, "LINK_NOT_FOUND");
            assertEquals(1, count(own));
            unlink(Tokens.user(owner), left).then().statusCode(200);
            assertEquals(0, count(own));
        }
    }

    @Test
    void theServicesLinksAreTheServicesToRemove() {
        UUID owner = Database.newUser();
        Row own = Row.of("growth", "entity");
        Database.execute(own.schema(), "update entities set created_by = ? where id = ?", owner, own.id());
        String made = Http.call(
                        "cross-link", Tokens.service(), LinkCalls.body(own, Row.of("product", "artifact"), "explains"))
                .then()
                .statusCode(200)
                .extract()
                .path("linkId");

        expectRefusal(unlink(Tokens.user(owner), made), 404, "LINK_NOT_FOUND");
        assertEquals(1, count(own));
    }

    @Test
    void repeatsItsAnswerForItsKey() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String body = "{\"linkId\": \"%s\"}".formatted(link);
        String first = Http.call("unlink", Tokens.user(user), body, key)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertEquals(first, Http.call("unlink", Tokens.user(user), body, key).asString());
        expectRefusal(
                Http.call("unlink", Tokens.user(user), "{\"linkId\": \"%s\"}".formatted(UUID.randomUUID()), key),
                422,
                "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void removesItOnceForManyCallsAtOnce() {
        List<Crowd.Answer> answers = Crowd.of(
                16,
                32,
                call -> Crowd.send(Crowd.request("unlink", Tokens.user(user), "{\"linkId\": \"%s\"}".formatted(link))));

        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 200).count(), answers::toString);
        assertEquals(
                31, answers.stream().filter(answer -> answer.status() == 404).count(), answers::toString);
    }
}
