package io.schemata.credits;

import static io.schemata.credits.CreditCalls.held;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class CreditBalanceTest {
    @Test
    void showsUsersTheirOwn() {
        UUID user = Database.userWith("public", 100);
        held(user, 30);

        Http.call("credit-balance", Tokens.user(user), "{\"limit\": 1}")
                .then()
                .statusCode(200)
                .body("available", equalTo(70))
                .body("held", equalTo(30))
                .body("entries", hasSize(1))
                .body("entries[0].type", equalTo("reserve"))
                .body("entries[0].amount", equalTo(-30))
                .body("entries[0].balanceAfter", equalTo(70))
                .body("entries[0].note", equalTo("work"));
    }

    @Test
    void needsNoBody() {
        UUID user = Database.userWith("public", 100);

        Http.request(Tokens.user(user))
                .post("/credit-balance")
                .then()
                .statusCode(200)
                .body("available", equalTo(100));
    }

    @Test
    void showsNothingWhereThereIsNothing() {
        Http.call("credit-balance", Tokens.user(Database.newUser()), "{}")
                .then()
                .statusCode(200)
                .body("available", equalTo(0))
                .body("held", equalTo(0))
                .body("entries", empty());
        Http.call("credit-balance", Tokens.user(Database.userWith("public", 5)), "{\"limit\": 0}")
                .then()
                .body("available", equalTo(5))
                .body("entries", empty());
    }

    @Test
    void showsTheServiceTheUserItNames() {
        UUID user = Database.userWith("public", 100);
        String body = "{\"userId\": \"%s\"}";

        Http.call("credit-balance", Tokens.service(), body.formatted(user))
                .then()
                .body("available", equalTo(100));
        expectRefusal(
                Http.call("credit-balance", Tokens.service(), body.formatted(UUID.randomUUID())),
                404,
                "USER_NOT_FOUND");
        expectRefusal(Http.call("credit-balance", Tokens.service(), "{}"), 400, "INVALID_REQUEST");
    }
}
