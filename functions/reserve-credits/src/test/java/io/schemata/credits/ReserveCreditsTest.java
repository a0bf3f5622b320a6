package io.schemata.credits;

import static io.schemata.credits.CreditCalls.books;
import static io.schemata.credits.CreditCalls.discrepancies;
import static io.schemata.credits.CreditCalls.held;
import static io.schemata.credits.CreditCalls.reserve;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class ReserveCreditsTest {
    @Test
    void holdsCreditsForAReference() {
        UUID user = Database.userWith("public", 100);

        reserve(user, 30)
                .then()
                .statusCode(200)
                .body("state", equalTo("held"))
                .body("amount", equalTo(30))
                .body("available", equalTo(70))
                .body("held", equalTo(30))
                .body("replayed", equalTo(false))
                .body("reservationId", matchesPattern("[0-9a-f-]{36}"))
                .body("expiresAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z"));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void holdsTheLastCreditAndNotOneMore() {
        UUID user = Database.userWith("public", 10);

        reserve(user, 10).then().statusCode(200).body("available", equalTo(0));
        List<Object> before = books(user);
        Response refused = reserve(user, 1);

        expectRefusal(refused, 402, "INSUFFICIENT_CREDITS");
        refused.then().body("available", equalTo(0));
        assertEquals(before, books(user));
    }

    @Test
    void tellsAUserWithoutAnAccountThatTheyHaveNothing() {
        Response refused = reserve(Database.newUser(), 1);

        expectRefusal(refused, 402, "INSUFFICIENT_CREDITS");
        refused.then().body("available", equalTo(0));
    }

    @Test
    void holdsCreditsForTheUsersJobOnceAtATime() {
        UUID user = Database.userWith("public", 100);
        String body = "{\"amount\": 5, \"jobId\": \"%s\"}".formatted(Database.jobOf("public", user));

        UUID first = UUID.fromString(Http.call("reserve-credits", Tokens.user(user), body)
                .then()
                .statusCode(200)
                .extract()
                .path("reservationId"));
        List<Object> before = books(user);
        expectRefusal(Http.call("reserve-credits", Tokens.user(user), body), 409, "ALREADY_RESERVED");
        assertEquals(before, books(user));

        CreditCalls.release(Tokens.user(user), first).then().statusCode(200);
        Http.call("reserve-credits", Tokens.user(user), body).then().statusCode(200);
    }

    @Test
    void doesNotFindAnotherUsersJobNorOneWithoutAnOwner() {
        UUID user = Database.userWith("public", 100);
        UUID other = Database.userWith("public", 100);
        List<Object> before = books(user);

        for (UUID job : List.of(Database.jobOf("public", other), UUID.randomUUID())) {
            String body = "{\"amount\": 5, \"jobId\": \"%s\"}".formatted(job);
            expectRefusal(Http.call("reserve-credits", Tokens.user(user), body), 404, "JOB_NOT_FOUND");
        }
        assertEquals(before, books(user));
    }

    @Test
    void holdsForTheUserTheServiceNames() {
        UUID user = Database.userWith("public", 10);
        String body = "{\"amount\": 4, \"reference\": \"x\", \"userId\": \"%s\"}";

        Http.call("reserve-credits", Tokens.service(), body.formatted(user))
                .then()
                .statusCode(200)
                .body("available", equalTo(6));
        expectRefusal(
                Http.call("reserve-credits", Tokens.service(), body.formatted(UUID.randomUUID())),
                404,
                "USER_NOT_FOUND");
        Response anonymous = Http.call("reserve-credits", Tokens.service(), CreditCalls.reference(4));
        expectRefusal(anonymous, 400, "INVALID_REQUEST");
        anonymous.then().body("field", equalTo("userId"));
    }

    @Test
    void holdsForAnHourUnlessToldOtherwise() {
        UUID user = Database.userWith("public", 10);

        assertExpires(reserve(user, 1), Duration.ofHours(1));
        String body = "{\"amount\": 1, \"reference\": \"x\", \"ttlSeconds\": 86400}";
        assertExpires(Http.call("reserve-credits", Tokens.user(user), body), Duration.ofDays(1));
    }

    @Test
    void keepsAHundredReservationsOpenAndNotOneMore() {
        UUID user = Database.userWith("public", 1_000);

        UUID first = held(user, 1);
        for (int i = 1; i < 100; i++) {
            held(user, 1);
        }
        List<Object> before = books(user);
        expectRefusal(reserve(user, 1), 429, "LIMIT_EXCEEDED");
        assertEquals(before, books(user));

        CreditCalls.release(Tokens.user(user), first).then().statusCode(200);
        held(user, 1);
    }

    @Test
    void doesNotCountExpiredHolds() {
        UUID user = Database.userWith("public", 10);
        UUID over = held(user, 10);
        CreditCalls.expire(over);

        Http.call("credit-balance", Tokens.user(user), "{}")
                .then()
                .body("available", equalTo(10))
                .body("held", equalTo(0));
        expectRefusal(CreditCalls.settle(over, 5), 409, "RESERVATION_CLOSED");
        reserve(user, 10).then().statusCode(200).body("available", equalTo(0)).body("held", equalTo(10));
        assertEquals("expired", Database.value("public", "select state from credit_reservations where id = ?", over));
        assertEquals(List.of(), discrepancies());
    }

    private static void assertExpires(Response response, Duration after) {
        Instant expires =
                Instant.parse(response.then().statusCode(200).extract().path("expiresAt"));
        Duration off = Duration.between(Instant.now().plus(after), expires).abs();
        assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, () -> expires + " is not " + after + " from now");
    }
}
