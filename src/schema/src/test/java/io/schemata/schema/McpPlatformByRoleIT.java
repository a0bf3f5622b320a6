package io.schemata.schema;

import static io.schemata.schema.Person.denied;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.testing.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the users of the platform may say of themselves, and what only the service may. */
@Tag("sql")
@ExtendWith(Migrated.class)
class McpPlatformByRoleIT {
    private static final String SCHEMA = Migrated.PLATFORM;

    private static UUID anna;
    private static UUID bert;

    @BeforeAll
    static void twoUsers() {
        anna = user();
        bert = user();
    }

    @Test
    void aUserRemembersInTheirOwnSessionsAlone() throws SQLException {
        String remember =
                "insert into session_memories (user_id, session_id, summary) select '%s', id, 'x' from sessions";
        try (Person user = Person.authenticated(anna).in(SCHEMA)) {
            user.rows(remember.formatted(anna));
            user.rows("update session_memories set summary = 'y'");
            user.rows("delete from session_memories");
        }
        denied(Person.authenticated(anna).in(SCHEMA), remember.formatted(bert));
        denied(
                "23503",
                Person.authenticated(anna).in(SCHEMA),
                "insert into session_memories (session_id, summary) values ('%s', 'x')".formatted(sessionOf(bert)));
    }

    @Test
    void aUserWritesNothingThatIsTheServices() throws SQLException {
        for (String sql : List.of(
                "update users set is_active = true",
                "update users set stripe_customer_id = 'cus_1'",
                "update subscriptions set plan = 'enterprise'",
                "update credit_accounts set available = 1000000",
                "insert into orders (items, currency, total_amount) values ('[]', 'EUR', 0)",
                "update carts set status = 'ordered'",
                "update sessions set total_tokens = 0",
                "insert into events (type) values ('x')",
                "insert into mcp_tools (name) values ('x')",
                "insert into models (provider, name, model_type) values ('x', 'x', 'llm')",
                "select set_up_profile('%s', 'x')".formatted(anna))) {
            denied(Person.authenticated(anna).in(SCHEMA), sql);
        }
    }

    @Test
    void aUserHasOneOpenCart() throws SQLException {
        try (Person user = Person.authenticated(anna).in(SCHEMA)) {
            user.rows("update carts set items = '[{\"sku\": \"credits\"}]'");
            user.rows("update carts set status = 'abandoned'");
            user.rows("insert into carts (items) values ('[]')");
        }
        denied("23505", Person.authenticated(anna).in(SCHEMA), "insert into carts (items) values ('[]')");
    }

    @Test
    void timesOfChangeMove() throws SQLException {
        Database.execute(
                SCHEMA,
                "update sessions set title = 'new', updated_at = now() - interval '1 day' where user_id = ?",
                bert);
        assertEquals(
                true,
                Database.value(
                        SCHEMA,
                        "select updated_at > now() - interval '1 minute' from sessions where user_id = ?",
                        bert));
    }

    private static Object sessionOf(UUID user) {
        return Database.value(SCHEMA, "select id from sessions where user_id = ?", user);
    }

    private static UUID user() {
        UUID user = Database.newUser();
        Database.execute(SCHEMA, "select set_up_user(?, null)", user);
        Database.execute(SCHEMA, "insert into sessions (user_id) values (?)", user);
        Database.execute(SCHEMA, "insert into carts (user_id) values (?)", user);
        return user;
    }
}
