package io.schemata.credits;

import static io.schemata.credits.CreditCalls.books;
import static io.schemata.credits.CreditCalls.discrepancies;
import static io.schemata.credits.CreditCalls.held;
import static io.schemata.credits.CreditCalls.release;
import static io.schemata.credits.CreditCalls.settle;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class SettleCreditsTest {
    @Test
    void chargesWhatWasUsedAndReturnsTheRest() {
        UUID user = Database.userWith("public", 100);
        UUID hold = held(user, 30);

        settle(hold, 12)
                .then()
                .statusCode(200)
                .body("reservationId", equalTo(hold.toString()))
                .body("state", equalTo("settled"))
                .body("finalAmount", equalTo(12))
                .body("returned", equalTo(18))
                .body("available", equalTo(88))
                .body("held", equalTo(0));
        Http.call("credit-balance", Tokens.user(user), "{}")
                .then()
                .body("entries.type", equalTo(List.of("usage", "refund", "reserve", "grant")))
                .body("entries.amount", equalTo(List.of(-12, 30, -30, 100)))
                .body("entries.balanceAfter", equalTo(List.of(88, 100, 70, 100)));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void chargesAllOrNothing() {
        UUID user = Database.userWith("public", 100);

        settle(held(user, 30), 30)
                .then()
                .statusCode(200)
                .body("returned", equalTo(0))
                .body("available", equalTo(70));
        settle(held(user, 30), 0)
                .then()
                .statusCode(200)
                .body("returned", equalTo(30))
                .body("available", equalTo(70));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void refusesMoreThanIsHeld() {
        UUID user = Database.userWith("public", 100);
        UUID hold = held(user, 30);
        List<Object> before = books(user);

        expectRefusal(settle(hold, 31), 422, "AMOUNT_EXCEEDS_HOLD");
        assertEquals(before, books(user));
    }

    @Test
    void answersTheSameCallTheSameAndRefusesAnother() {
        UUID user = Database.userWith("public", 100);
        UUID hold = held(user, 30);

        String first = settle(hold, 10).then().statusCode(200).extract().asString();
        held(user, 50);
        List<Object> before = books(user);
        assertEquals(first, settle(hold, 10).then().statusCode(200).extract().asString());
        expectRefusal(settle(hold, 11), 409, "RESERVATION_CLOSED");
        expectRefusal(release(Tokens.service(), hold), 409, "RESERVATION_CLOSED");
        assertEquals(before, books(user));
    }

    @Test
    void findsNoReservationThatIsNotThere() {
        expectRefusal(settle(UUID.randomUUID(), 1), 404, "RESERVATION_NOT_FOUND");
    }

    @Test
    void isForTheServiceOnly() {
        UUID user = Database.userWith("public", 100);
        UUID hold = held(user, 30);
        String body = "{\"reservationId\": \"%s\", \"finalAmount\": 0}".formatted(hold);
        List<Object> before = books(user);

        expectRefusal(Http.call("settle-credits", Tokens.user(user), body), 403, "FORBIDDEN");
        assertEquals(before, books(user));
    }
}
