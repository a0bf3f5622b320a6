package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code move --in-place}: a schema of fourteen tables, in production, whose clients go on by its old names. */
class MoveInPlaceIT {
    private static final String ALICE = "11111111-1111-1111-1111-111111111111";

    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase(MoveInPlaceIT::prepare);

    @TempDir
    private Path folder;

    private ShopProject shop;

    @BeforeEach
    void makeProject() throws SQLException {
        shop = new ShopProject(DATABASE, folder).with("growth", "production");
        DATABASE.execute(script("somebody_live"));
        DATABASE.execute("insert into auth.users (id) values ('%s') on conflict do nothing".formatted(ALICE));
    }

    @AfterEach
    void empty() throws SQLException {
        DATABASE.execute("drop schema if exists growth cascade; drop schema if exists live cascade;"
                + " delete from schemata.moves");
    }

    @Test
    void clientsGoOnByItsOldNames() throws SQLException {
        moved();
        asAlice("insert into live.tasks (title) values ('written by the old name')");
        assertEquals("written by the old name", asAlice("select title from live.tasks"));
        assertEquals("written by the old name", asAlice("select title from growth.tasks"));
        asAlice("update live.tasks set status = 'done'::live.task_status where title like 'written%'");
        assertEquals("done", asAlice("select status from growth.tasks"));
        assertEquals("1", asAlice("select live.count_of_tasks('done')"));
        assertEquals("1", asAlice("select count(*) from live.tasks_of('done')"));
        asAlice("insert into live.tasks (id, title) overriding system value values (77, 'x')"
                + " on conflict (id) do update set title = excluded.title");
        asAlice("delete from live.tasks where id = 77");
        assertEquals("1", DATABASE.query("select count(*) from growth.tasks"));
    }

    @Test
    void oldNamesGiveNobodyMore() throws SQLException {
        moved();
        DATABASE.execute("insert into growth.tasks (title, owner) values ('of another', gen_random_uuid())");
        assertEquals("0", asAlice("select count(*) from live.tasks"));
        for (String denied : new String[] {
            "select count(*) from live.secrets",
            "update live.tasks set owner = null",
            "select live.reset_all()",
            "delete from live.log"
        }) {
            SQLException refused = assertThrows(SQLException.class, () -> asAlice(denied), denied);
            assertEquals("42501", refused.getSQLState(), denied + ": " + refused.getMessage());
        }
        assertEquals("0", DATABASE.query("""
                select count(*) from pg_class c, aclexplode(relacl) a
                where relnamespace = 'live'::regnamespace and grantee in (0, 'anon'::regrole)"""));
    }

    @Test
    void functionsThatSpellItsNameFollow() throws SQLException {
        moved();
        assertEquals("0", DATABASE.query("""
                select count(*) from pg_proc where pronamespace = 'growth'::regnamespace
                and (prosrc like '%live.%' or proconfig::text like '%live%')"""));
        asAlice("insert into growth.tasks (title) values ('touched')");
        assertEquals("1", DATABASE.query("select count(*) from growth.log where entry = 'touched'"));
    }

    @Test
    void isTakenBackToTheLetter() throws SQLException {
        String before = shop.said(0, "extract", "schema:live");
        moved();
        asAlice("insert into growth.tasks (title) values ('meanwhile')");
        DATABASE.execute("create table live.newer (id int)");
        String refused = shop.said(1, "move", "schema:live", "growth", "--rollback", "--approve", "0");
        assertTrue(refused.contains("cannot drop schema live because other objects depend on it"), refused);
        DATABASE.execute("drop table live.newer");
        shop.said(2, "move", "schema:live", "growth", "--rollback");
        String id = ShopProject.planId(shop.said(0, "move", "schema:live", "growth", "--rollback", "--check"));
        shop.said(0, "move", "schema:live", "growth", "--rollback", "--approve", id);
        assertEquals(before, shop.said(0, "extract", "schema:live"));
        assertEquals("1", DATABASE.query("select count(*) from live.tasks where title = 'meanwhile'"));
        assertEquals("0", DATABASE.query("select count(*) from pg_namespace where nspname = 'growth'"));
        moved();
    }

    @Test
    void isFinishedByTypedName() throws SQLException {
        moved();
        shop.said(2, "move", "schema:live", "growth", "--finish");
        shop.said(2, "move", "schema:live", "growth", "--finish", "--drop", "growth");
        shop.said(0, "move", "schema:live", "growth", "--finish", "--drop", "live");
        assertEquals("0", DATABASE.query("select count(*) from pg_namespace where nspname = 'live'"));
        shop.said(2, "move", "schema:live", "growth", "--rollback");
        assertEquals(
                "14",
                DATABASE.query(
                        "select count(*) from pg_class where relnamespace = 'growth'::regnamespace and relkind in ('r', 'p') and not relispartition"));
    }

    @Test
    void saysWhatIsInTheWay() throws SQLException {
        DATABASE.execute("create schema growth; create table growth.taken (id int)");
        String check = shop.said(1, "move", "schema:live", "growth", "--in-place", "--check");
        assertTrue(check.contains("in the way  schema growth is not empty, it has taken"), check);
        assertTrue(check.contains("tasks: about"), check);
        shop.said(2, "move", "schema:live", "growth", "--in-place");
        DATABASE.execute("drop schema growth cascade");
        for (String source : new String[] {
            "schema:auth",
            "schema:storage",
            "schema:schemata",
            "schema:pg_catalog",
            "schema:growth",
            "schema:\"x",
            "schema:none",
            "unknown"
        }) {
            shop.said(2, "move", source, "growth", "--in-place");
        }
        shop.said(2, "move", "schema:live", "growth");
        shop.said(2, "move", "schema:live", "growth", "--in-place", "--rollback");
        shop.with("growth", "development");
        shop.said(2, "move", "schema:live", "growth", "--in-place");
    }

    @Test
    void aTenantThatWasMovedIsLeftAlone() throws SQLException {
        DATABASE.execute("drop schema live cascade");
        shop.with("live", "test").said(0, "apply");
        DATABASE.execute("insert into live.orders values (gen_random_uuid(), 7)");
        shop.with("live", "test", "growth", "staging").said(0, "move", "live", "growth", "--in-place");
        String applied = shop.said(0, "apply");
        assertTrue(
                applied.contains("live (schema live): skipped, moved to growth, and has its old names only"), applied);
        assertTrue(applied.contains("growth (schema growth): up to date"), applied);
        assertTrue(shop.said(0, "status").contains("moved to growth, and has its old names only"));
        shop.said(0, "validate");
        shop.said(2, "sync", "growth", "live", "--drop", "live");
        assertEquals("7", DATABASE.query("select amount from live.orders"));
        shop.said(0, "move", "live", "growth", "--rollback");
        shop.with("live", "test").said(0, "validate");
    }

    private void moved() {
        String check = shop.said(0, "move", "schema:live", "growth", "--in-place", "--check");
        assertTrue(check.contains("note: sequence live.numbers has no old name"), check);
        shop.said(2, "move", "schema:live", "growth", "--in-place");
        String done =
                shop.said(0, "move", "schema:live", "growth", "--in-place", "--approve", ShopProject.planId(check));
        assertTrue(done.contains("live moved to growth in"), done);
    }

    private static String asAlice(String sql) throws SQLException {
        try (Connection connection = DATABASE.owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set role authenticated");
            statement.execute("select set_config('request.jwt.claims', '{\"sub\":\"%s\"}', false)".formatted(ALICE));
            if (statement.execute(sql)) {
                try (var row = statement.getResultSet()) {
                    return row.next() ? row.getString(1) : null;
                }
            }
            return null;
        }
    }

    private static void prepare(EmptyDatabase empty) throws SQLException {
        new ShopProject(empty, Path.of(System.getProperty("java.io.tmpdir"), "prepared-shop"))
                .with("first", "test")
                .said(0, "apply");
    }

    static String script(String name) {
        try (var file = MoveInPlaceIT.class.getResourceAsStream("/%s.sql".formatted(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
