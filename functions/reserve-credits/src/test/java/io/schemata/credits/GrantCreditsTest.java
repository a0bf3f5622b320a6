package io.schemata.credits;

import static io.schemata.credits.CreditCalls.books;
import static io.schemata.credits.CreditCalls.discrepancies;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class GrantCreditsTest {
    @Test
    void opensTheAccountWithTheFirstGrant() {
        UUID user = Database.newUser();

        grant(user, 25, "purchase", null).then().statusCode(200).body("available", equalTo(25));
        grant(user, 5, "subscription", null).then().statusCode(200).body("available", equalTo(30));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void letsCreditsExpireButNotMoreThanThereAre() {
        UUID user = Database.userWith("public", 10);

        grant(user, 4, "expire", null).then().statusCode(200).body("available", equalTo(6));
        List<Object> before = books(user);
        Response refused = grant(user, 7, "expire", null);
        expectRefusal(refused, 402, "INSUFFICIENT_CREDITS");
        refused.then().body("available", equalTo(6));
        assertEquals(before, books(user));
    }

    @Test
    void creditsAPaymentOnceHoweverOftenItIsReported() {
        UUID user = Database.newUser();
        String payment = "pi_" + user;

        List<String> entries = Crowd.of(
                        16,
                        50,
                        call -> Crowd.send(Crowd.request(
                                        "grant-credits", Tokens.service(), body(user, 40, "purchase", payment)))
                                .body())
                .stream()
                .map(answer -> answer.replaceAll(".*\"entryId\":\"([^\"]*)\".*\"available\":(\\d+).*", "$1 $2"))
                .distinct()
                .toList();
        assertEquals(1, entries.size(), entries::toString);
        assertEquals(40, books(user).get(0));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void aGrantRepeatedAfterItsUsersDeletionFindsNoUser() {
        UUID user = Database.newUser();
        String payment = "pi_" + user;
        grant(user, 40, "purchase", payment).then().statusCode(200);
        Database.execute("public", "delete from auth.users where id = ?", user);

        expectRefusal(grant(user, 40, "purchase", payment), 404, "USER_NOT_FOUND");
        expectRefusal(grant(user, 41, "purchase", payment), 422, "IDEMPOTENCY_MISMATCH");
        expectRefusal(grant(Database.newUser(), 40, "purchase", payment), 422, "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void refusesAPaymentThatLooksLikeADeletedUsers() {
        UUID user = Database.newUser();
        Response refused = grant(user, 40, "purchase", "sha256:abcd");
        expectRefusal(refused, 400, "INVALID_REQUEST");
        refused.then().body("field", equalTo("paymentId"));

        String earlier = "sha256:" + user; // from before that was refused
        Database.execute("public", "select grant_credits(?, 40, 'purchase', null, ?, null)", user, earlier);
        Database.execute("public", "delete from auth.users where id = ?", user);
        assertEquals(
                1L,
                Database.value("public", "select count(*) from credit_ledger where stripe_payment_id = ?", earlier));
    }

    @Test
    void refusesAPaymentThatMeansSomethingElseNow() {
        UUID user = Database.newUser();
        UUID other = Database.newUser();
        String payment = "pi_" + user;
        grant(user, 40, "purchase", payment).then().statusCode(200);

        for (Response refused : List.of(grant(user, 41, "purchase", payment), grant(other, 40, "purchase", payment))) {
            expectRefusal(refused, 422, "IDEMPOTENCY_MISMATCH");
            refused.then().body("field", equalTo("paymentId"));
        }
        assertEquals(40, books(user).get(0));
    }

    @Test
    void grantsOncePerKey() {
        UUID user = Database.newUser();
        Map<String, String> key = Map.of("Idempotency-Key", "grant-" + user);

        String first = Http.call("grant-credits", Tokens.service(), body(user, 5, "grant", null), key)
                .then()
                .statusCode(200)
                .body("replayed", equalTo(false))
                .extract()
                .path("entryId");
        Http.call("grant-credits", Tokens.service(), body(user, 5, "grant", null), key)
                .then()
                .statusCode(200)
                .body("replayed", equalTo(true))
                .body("entryId", equalTo(first));
        expectRefusal(
                Http.call("grant-credits", Tokens.service(), body(user, 6, "grant", null), key),
                422,
                "IDEMPOTENCY_MISMATCH");
        assertEquals(5, books(user).get(0));
    }

    @Test
    void findsNoUserThatIsNotThere() {
        expectRefusal(grant(UUID.randomUUID(), 1, "grant", null), 404, "USER_NOT_FOUND");
    }

    @Test
    void refusesABalanceAboveTheLimit() {
        UUID user = Database.newUser();
        Database.execute("public", "insert into credit_accounts (user_id, available) values (?, 1999999999)", user);

        expectRefusal(grant(user, 2, "grant", null), 429, "LIMIT_EXCEEDED");
        Database.execute("public", "delete from credit_accounts where user_id = ?", user);
    }

    @Test
    void isForTheServiceOnly() {
        UUID user = Database.userWith("public", 10);

        expectRefusal(Http.call("grant-credits", Tokens.user(user), body(user, 100, "grant", null)), 403, "FORBIDDEN");
        assertEquals(10, books(user).get(0));
    }

    private static Response grant(UUID user, int amount, String type, String payment) {
        return Http.call("grant-credits", Tokens.service(), body(user, amount, type, payment));
    }

    private static String body(UUID user, int amount, String type, String payment) {
        return "{\"userId\": \"%s\", \"amount\": %d, \"type\": \"%s\"%s}"
                .formatted(user, amount, type, payment == null ? "" : ", \"paymentId\": \"" + payment + "\"");
    }
}
