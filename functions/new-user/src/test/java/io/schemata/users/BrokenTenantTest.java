package io.schemata.users;

import static io.schemata.testing.Http.expectRefusal;
import static io.schemata.users.SetUpCalls.byService;
import static io.schemata.users.SetUpCalls.has;
import static io.schemata.users.SetUpCalls.hasEverywhere;
import static io.schemata.users.SetUpCalls.named;
import static io.schemata.users.SetUpCalls.unfinished;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One tenant cannot be served: the others are, the answer and the list say which, and a repeat completes. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class BrokenTenantTest {
    private static final List<Object> SET_UP = List.of(1L, 1L, 10L, 1L);

    private final UUID user = Database.newUser();

    @Test
    void passesByATenantWhoseTableIsLocked() throws SQLException {
        try (Connection owner = Database.owner("video_gamma")) {
            owner.setAutoCommit(false);
            Database.execute(owner, "lock table credit_requests in access exclusive mode");
            expectOneBroken("gamma", "OVERLOADED");
            owner.rollback();
        }
        expectCompleted();
    }

    @Test
    void passesByATenantThatIsNotMigrated() {
        Database.execute("video_delta", "alter schema video_delta rename to video_hidden");
        try {
            Response answer = byService(user);
            answer.then()
                    .statusCode(200)
                    .body("tenants.find { it.tenant == 'delta' }.problem", equalTo("TENANT_NOT_READY"));
            assertEquals("video_delta", unfinished(user));
        } finally {
            Database.execute("public", "alter schema video_hidden rename to video_delta");
        }
        expectCompleted();
    }

    @Test
    void passesByATenantWithAViolatedCheck() {
        Database.execute("video_beta", "alter table profiles add constraint impossible check (false) not valid");
        try {
            expectOneBroken("beta", "INTERNAL");
        } finally {
            Database.execute("video_beta", "alter table profiles drop constraint impossible");
        }
        expectCompleted();
    }

    @Test
    void finishesASignUpThatTheTriggerCouldNot() {
        UUID signedUp;
        Database.execute("public", "select schemata.install_sign_up_trigger(true)");
        Database.execute("video_beta", "alter table profiles rename to hidden");
        try {
            signedUp = Database.newUser();
        } finally {
            Database.execute("video_beta", "alter table hidden rename to profiles");
            Database.execute("public", "select schemata.install_sign_up_trigger(false)");
        }
        assertEquals("video_beta", unfinished(signedUp));

        byService(signedUp)
                .then()
                .statusCode(200)
                .body("tenants.findAll { it.profile == 'created' }.tenant", equalTo(List.of("beta")));
        assertEquals(List.of(SET_UP), hasEverywhere(signedUp));
        assertEquals("", unfinished(signedUp));
    }

    @Test
    void keepsNoAnswerThatIsNotComplete() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + user);
        Database.execute("video_beta", "alter table profiles rename to hidden");
        try {
            Http.call("new-user", Tokens.service(), named(user), key)
                    .then()
                    .statusCode(200)
                    .body("tenants.find { it.tenant == 'beta' }.problem", equalTo("TENANT_NOT_READY"));
        } finally {
            Database.execute("video_beta", "alter table hidden rename to profiles");
        }
        Http.call("new-user", Tokens.service(), named(user), key)
                .then()
                .statusCode(200)
                .body("tenants.find { it.tenant == 'beta' }.profile", equalTo("created"))
                .body("tenants.find { it.tenant == 'alpha' }.profile", equalTo("present"));
        assertEquals(List.of(SET_UP), hasEverywhere(user));
    }

    @Test
    void refusesWhenNotOneTenantCanBeServed() {
        all().forEach(schema -> Database.execute(schema, "alter table profiles rename to hidden"));
        try {
            expectRefusal(byService(user), 503, "TENANT_NOT_READY");
            assertEquals("pixels_test public video_alpha video_beta video_delta video_gamma", unfinished(user));
        } finally {
            all().forEach(schema -> Database.execute(schema, "alter table hidden rename to profiles"));
        }
        expectCompleted();
    }

    private static Stream<String> all() {
        return Stream.concat(Tenants.SCHEMAS.values().stream(), Stream.of(Tenants.IMAGE_CRAWLER));
    }

    private void expectOneBroken(String tenant, String problem) {
        String one = "tenants.find { it.tenant == '%s' }.".formatted(tenant);
        byService(user)
                .then()
                .statusCode(200)
                .body(one + "problem", equalTo(problem))
                .body(one + "profile", nullValue())
                .body("tenants.findAll { it.profile == 'created' && it.credits == 'created' }.size()", equalTo(5));
        assertEquals("video_" + tenant, unfinished(user));
        assertEquals(0L, has("video_" + tenant, user).get(0), "nothing of it is half done");
        assertEquals(0L, has("video_" + tenant, user).get(1), "nothing of it is half done");
    }

    private void expectCompleted() {
        byService(user).then().statusCode(200).body("tenants.problem.findAll { it != null }.size()", equalTo(0));
        assertEquals(List.of(SET_UP), hasEverywhere(user));
        assertEquals("", unfinished(user));
    }
}
