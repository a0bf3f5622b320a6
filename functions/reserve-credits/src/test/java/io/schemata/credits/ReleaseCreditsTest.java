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
class ReleaseCreditsTest {
    @Test
    void givesTheWholeHoldBack() {
        UUID user = Database.userWith("public", 100);
        UUID hold = held(user, 30);

        release(Tokens.user(user), hold)
                .then()
                .statusCode(200)
                .body("state", equalTo("released"))
                .body("returned", equalTo(30))
                .body("available", equalTo(100))
                .body("held", equalTo(0));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void answersTheSameCallTheSame() {
        UUID user = Database.userWith("public", 100);
        UUID hold = held(user, 30);

        String first = release(Tokens.user(user), hold)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        held(user, 20);
        List<Object> before = books(user);
        assertEquals(
                first,
                release(Tokens.user(user), hold)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        expectRefusal(settle(hold, 1), 409, "RESERVATION_CLOSED");
        assertEquals(before, books(user));
    }

    @Test
    void hidesAnotherUsersReservation() {
        UUID owner = Database.userWith("public", 100);
        UUID other = Database.userWith("public", 100);
        UUID hold = held(owner, 30);
        List<Object> before = books(owner);

        expectRefusal(release(Tokens.user(other), hold), 404, "RESERVATION_NOT_FOUND");
        expectRefusal(release(Tokens.user(other), UUID.randomUUID()), 404, "RESERVATION_NOT_FOUND");
        assertEquals(before, books(owner));
    }

    @Test
    void aUserGivesBackNoHoldThatTheServiceHasOpened() {
        UUID user = Database.userWith("public", 100);
        String hold = Http.call(
                        "reserve-credits",
                        Tokens.service(),
                        "{\"userId\": \"%s\", \"amount\": 30, \"reference\": \"a job of the service\"}".formatted(user))
                .then()
                .statusCode(200)
                .extract()
                .path("reservationId");
        List<Object> before = books(user);

        expectRefusal(release(Tokens.user(user), UUID.fromString(hold)), 404, "RESERVATION_NOT_FOUND");
        assertEquals(before, books(user));
        release(Tokens.service(), UUID.fromString(hold)).then().statusCode(200);
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void releasesAnyForTheService() {
        UUID user = Database.userWith("public", 100);

        release(Tokens.service(), held(user, 30)).then().statusCode(200).body("available", equalTo(100));
    }
}
