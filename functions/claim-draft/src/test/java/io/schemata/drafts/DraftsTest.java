package io.schemata.drafts;

import static io.schemata.drafts.DraftCalls.add;
import static io.schemata.drafts.DraftCalls.body;
import static io.schemata.drafts.DraftCalls.claim;
import static io.schemata.drafts.DraftCalls.expire;
import static io.schemata.drafts.DraftCalls.list;
import static io.schemata.drafts.DraftCalls.saved;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class DraftsTest {
    private final UUID user = Database.newUser();

    @Test
    void aVisitorSeesTheDraftsOfTheirTokenNewestFirst() {
        String token = saved("one");
        add(Tokens.anon(), "two", token).then().statusCode(200);
        saved("another token's");

        list(Tokens.anon(), body(token))
                .then()
                .statusCode(200)
                .body("drafts.prompt", equalTo(List.of("two", "one")))
                .body("drafts[0].options.size()", equalTo(0))
                .body("next", nullValue());
    }

    @Test
    void aUserSeesADraftBeforeAndAfterClaimingIt() {
        String token = saved("one");
        list(Tokens.user(user), body(token)).then().body("drafts.prompt", equalTo(List.of("one")));
        list(Tokens.user(user), "{}").then().body("drafts.prompt", equalTo(List.of()));

        String claimed = claim(user, token).then().statusCode(200).extract().path("drafts[0].draftId");
        expire(token);
        for (String request : List.of(body(token), "{}")) {
            list(Tokens.user(user), request).then().body("drafts.draftId", equalTo(List.of(claimed)));
        }
    }

    @Test
    void aPageOfLongDraftsIsShorter() {
        String token = saved("0");
        claim(user, token).then().statusCode(200);
        for (int i = 1; i < 10; i++) {
            add(Tokens.user(user), "\u8bf4".repeat(20_000), token).then().statusCode(200); // 60,000 bytes
        }
        for (String of : List.of("\"token\": \"%s\", ".formatted(token), "")) {
            List<Integer> sizes = new ArrayList<>();
            String cursor = null;
            do {
                String from = cursor == null ? "" : ", \"cursor\": \"%s\"".formatted(cursor);
                Response page = list(Tokens.user(user), "{%s\"limit\": 100%s}".formatted(of, from));
                sizes.add(page.then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("drafts.draftId")
                        .size());
                cursor = page.path("next");
            } while (cursor != null);
            assertEquals(List.of(4, 4, 2), sizes);
        }
    }

    @Test
    void showsEachDraftOnOnePageWhateverIsSavedMeanwhile() {
        String token = saved("0");
        claim(user, token).then().statusCode(200);
        for (int i = 1; i < 5; i++) {
            add(Tokens.user(user), Integer.toString(i), token).then().statusCode(200);
        }
        Database.execute( // made at once: the id decides
                "public",
                "update draft_prompts set created_at = '2026-01-01 12:00:00.000001Z' where user_id = ?",
                user);

        for (String of : List.of("\"token\": \"%s\", ".formatted(token), "")) {
            List<String> seen = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            String cursor = null;
            do {
                String from = cursor == null ? "" : ", \"cursor\": \"%s\"".formatted(cursor);
                Response page = list(Tokens.user(user), "{%s\"limit\": 2%s}".formatted(of, from));
                page.then().statusCode(200);
                sizes.add(page.<List<String>>path("drafts.prompt").size());
                seen.addAll(page.path("drafts.draftId"));
                cursor = page.path("next");
                if (sizes.size() == 1) {
                    add(Tokens.user(user), "later", token).then().statusCode(200);
                }
            } while (cursor != null);
            Database.execute("public", "delete from draft_prompts where user_id = ? and prompt_text = 'later'", user);
            assertEquals(List.of(2, 2, 1), sizes);
            assertEquals(5, seen.stream().distinct().count());
        }
    }

    @Test
    void showsNothingOfAnUnknownAnExpiredOrSomebodyElsesToken() {
        String expired = saved("x");
        expire(expired);
        String foreign = saved("x");
        UUID other = Database.newUser();
        claim(other, foreign).then().statusCode(200);
        String left = saved("x");
        UUID gone = Database.newUser();
        claim(gone, left).then().statusCode(200);
        Database.execute("public", "delete from auth.users where id = ?", gone);
        DraftCalls.leave(left, "y");

        for (String caller : List.of(Tokens.anon(), Tokens.user(user))) {
            for (String token : List.of("unknown", expired, foreign, left)) {
                assertEquals(
                        "{\"drafts\":[],\"next\":null}",
                        list(caller, body(token)).asString());
            }
        }
    }

    @Test
    void aVisitorHasToSayWhichToken() {
        Response refused = list(Tokens.anon(), "{}");
        expectRefusal(refused, 400, "INVALID_REQUEST");
        refused.then().body("field", equalTo("token"));
    }
}
