package io.schemata.credits;

import static io.schemata.credits.CreditCalls.books;
import static io.schemata.credits.CreditCalls.discrepancies;
import static io.schemata.credits.CreditCalls.held;
import static io.schemata.credits.CreditCalls.reference;
import static io.schemata.credits.CreditCalls.reserve;
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
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class IdempotencyTest {
    @Test
    void makesOneReservationOfFiftyCallsAtOnce() {
        UUID user = Database.userWith("public", 100);
        String token = Tokens.user(user);

        List<Crowd.Answer> answers = Crowd.of(
                50,
                50,
                call -> Crowd.send(
                        Crowd.request("reserve-credits", token, reference(10)).header("Idempotency-Key", "once")));

        assertEquals(
                List.of("200"),
                answers.stream().map(answer -> "" + answer.status()).distinct().toList());
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.body().replaceAll("\"replayed\":(true|false)", ""))
                        .distinct()
                        .count());
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.body().contains("\"replayed\":false"))
                        .count());
        assertEquals(List.of(90, 10, 2L, 1L), books(user));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void answersARepeatAsTheFirstTimeWhateverHappenedSince() {
        UUID user = Database.userWith("public", 100);

        String first = reserve(user, 10, "k").then().statusCode(200).extract().asString();
        held(user, 20);
        String again = reserve(user, 10, "k").then().statusCode(200).extract().asString();
        assertEquals(first.replace("\"replayed\":false", "\"replayed\":true"), again);
    }

    @Test
    void refusesTheKeyForAnotherBody() {
        UUID user = Database.userWith("public", 100);
        reserve(user, 10, "k").then().statusCode(200);
        List<Object> before = books(user);

        expectRefusal(reserve(user, 11, "k"), 422, "IDEMPOTENCY_MISMATCH");
        assertEquals(before, books(user));
    }

    @Test
    void givesEachUserAndEachFunctionKeysOfTheirOwn() {
        UUID user = Database.userWith("public", 100);
        UUID other = Database.userWith("public", 100);
        UUID hold = UUID.fromString(
                reserve(user, 10, "k").then().statusCode(200).extract().path("reservationId"));

        reserve(other, 11, "k").then().statusCode(200).body("replayed", equalTo(false));
        Http.call(
                        "release-credits",
                        Tokens.user(user),
                        "{\"reservationId\": \"%s\"}".formatted(hold),
                        Map.of("Idempotency-Key", "k"))
                .then()
                .statusCode(200);
    }

    @Test
    void refusesTheServicesKeyForAnotherUser() {
        UUID user = Database.userWith("public", 100);
        UUID other = Database.userWith("public", 100);
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + user);
        String body = "{\"amount\": 1, \"reference\": \"x\", \"userId\": \"%s\"}";

        Http.call("reserve-credits", Tokens.service(), body.formatted(user), key)
                .then()
                .statusCode(200);
        expectRefusal(
                Http.call("reserve-credits", Tokens.service(), body.formatted(other), key),
                422,
                "IDEMPOTENCY_MISMATCH");
        assertEquals(100, books(other).get(0));
    }

    @Test
    void refusesASettlementsKeyForAnotherReservation() {
        UUID user = Database.userWith("public", 100);
        Map<String, String> key = Map.of("Idempotency-Key", "s-" + user);
        String body = "{\"reservationId\": \"%s\", \"finalAmount\": 1}";
        UUID first = held(user, 10);
        UUID second = held(user, 10);

        Http.call("settle-credits", Tokens.service(), body.formatted(first), key)
                .then()
                .statusCode(200);
        Http.call("settle-credits", Tokens.service(), body.formatted(first), key)
                .then()
                .statusCode(200);
        expectRefusal(
                Http.call("settle-credits", Tokens.service(), body.formatted(second), key),
                422,
                "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void spendsNoKeyOnARefusal() {
        UUID user = Database.userWith("public", 5);

        expectRefusal(reserve(user, 10, "k"), 402, "INSUFFICIENT_CREDITS");
        Database.execute("public", "select grant_credits(?, 5, 'purchase', null, null, null)", user);
        reserve(user, 10, "k").then().statusCode(200).body("replayed", equalTo(false));
    }
}
