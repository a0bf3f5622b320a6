package io.schemata.schema;

import static io.schemata.schema.Person.denied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Database;
import io.schemata.testing.Tenants;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each role can and cannot do in the image crawler's schema, with SQL of its own. */
@Tag("sql")
@ExtendWith(Migrated.class)
class ImageCrawlerByRoleIT {
    private static final String SCHEMA = Tenants.IMAGE_CRAWLER;
    private static final List<String> TABLES = List.of(
            "profiles",
            "projects",
            "crawl_jobs",
            "images",
            "activity_logs",
            "api_keys",
            "credit_accounts",
            "notifications",
            "notification_preferences",
            "usage_metrics");

    private static UUID anna;
    private static UUID bert;

    @BeforeAll
    static void twoUsersWithARowInEveryTable() {
        anna = userWithARowInEveryTable();
        bert = userWithARowInEveryTable();
    }

    @Test
    void aUserSeesTheirOwnRowOfEveryTable() throws SQLException {
        for (String table : TABLES) {
            try (Person user = Person.authenticated(anna).in(SCHEMA)) {
                assertEquals(List.of(List.of(1L)), user.rows("select count(*) from " + table), table);
            }
        }
        try (Person user = Person.authenticated(anna).in(SCHEMA)) {
            assertEquals(
                    List.of(List.of("grant", 100, "Welcome bonus")),
                    user.rows("select type, amount, description from credit_transactions"));
        }
    }

    @Test
    void aUserManagesTheirOwnAlone() throws SQLException {
        try (Person user = Person.authenticated(anna).in(SCHEMA)) {
            user.rows("insert into projects (user_id, name) values (?, 'second')", anna);
            user.rows("update notification_preferences set marketing = true");
            user.rows("update notifications set is_read = true");
            user.rows("update crawl_jobs set status = 'cancelled'");
            user.rows("update api_keys set status = 'revoked'");
            user.rows("update api_keys set status = 'active'");
            assertEquals(List.of(List.of("revoked")), user.rows("select status from api_keys"), "for good");
            user.rows("delete from api_keys");
            user.rows("delete from projects");
            user.rows("update profiles set display_name = 'Anna'");
        }
        assertEquals(2L, Database.value(SCHEMA, "select count(*) from api_keys where user_id in (?, ?)", anna, bert));
        refused("insert into projects (user_id, name) values ('%s', 'x')".formatted(bert));
        refused("insert into crawl_jobs (project_id, name) values (%s, 'x')".formatted(projectOf(bert)));
    }

    @Test
    void aUserWritesNothingThatIsTheServices() throws SQLException {
        for (String sql : List.of(
                "update credit_accounts set available = 1000000",
                "update usage_metrics set images_limit = 1000000",
                "update api_keys set usage_count = 0",
                "update api_keys set rate_limit_per_minute = 1000000",
                "select key_hash from api_keys",
                "update crawl_jobs set progress = 100",
                "update crawl_jobs set status = 'completed'",
                "update api_keys set status = 'expired'",
                "insert into images (crawl_job_id, original_url, filename) values (1, 'x', 'x')",
                "insert into notifications (user_id, type, title, message) values ('%s', 'x', 'x', 'x')"
                        .formatted(anna),
                "insert into activity_logs (user_id, action) values ('%s', 'x')".formatted(anna),
                "update profiles set stripe_customer_id = 'cus_1'",
                "select set_up_preferences('%s')".formatted(anna))) {
            refused(sql);
        }
        for (String table : TABLES) {
            refused("truncate %s cascade".formatted(table));
        }
    }

    @Test
    void aVisitorSeesNothing() throws SQLException {
        for (String table : TABLES) {
            denied(Person.anon().in(SCHEMA), "select from " + table);
        }
    }

    @Test
    void everyTableMovesItsTimeOfChange() throws SQLException {
        for (String table : List.of(
                "profiles", "projects", "crawl_jobs", "api_keys", "credit_accounts", "notification_preferences")) {
            assertTrue(
                    (Boolean) Database.value(
                            SCHEMA,
                            "select exists (select from pg_trigger where tgrelid = ?::regclass"
                                    + " and tgfoid = 'touch_updated_at'::regproc and tgenabled = 'O')",
                            table),
                    table);
        }
        Database.execute(
                SCHEMA,
                "update projects set updated_at = now() - interval '1 day', name = 'new' where user_id = ?",
                bert);
        assertEquals(
                true,
                Database.value(
                        SCHEMA,
                        "select updated_at > now() - interval '1 minute' from projects where user_id = ?",
                        bert));
    }

    private static Object projectOf(UUID user) {
        return Database.value(SCHEMA, "select id from projects where user_id = ?", user);
    }

    private static UUID userWithARowInEveryTable() {
        UUID user = Database.newUser();
        Database.execute(SCHEMA, "select set_up_user(?, null)", user);
        Database.execute(
                SCHEMA,
                "with p as (insert into projects (user_id, name) values (?, 'p') returning id),"
                        + " j as (insert into crawl_jobs (project_id, name) select id, 'j' from p returning id)"
                        + " insert into images (crawl_job_id, original_url, filename) select id, 'u', 'f' from j",
                user);
        Database.execute(SCHEMA, "insert into activity_logs (user_id, action) values (?, 'a')", user);
        Database.execute(SCHEMA, "insert into usage_metrics (user_id, metric_date) values (?, now())", user);
        Database.execute(
                SCHEMA, "insert into notifications (user_id, type, title, message) values (?, 't', 't', 'm')", user);
        Database.execute(
                SCHEMA,
                "insert into api_keys (user_id, name, key_hash, key_prefix) values (?, 'n', gen_random_uuid()::text, 'k')",
                user);
        return user;
    }

    private static void refused(String sql) throws SQLException {
        denied(Person.authenticated(anna).in(SCHEMA), sql);
    }
}
