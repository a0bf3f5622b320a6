package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code move}: a schema of fourteen tables is copied while it is written to, and taken back with what was written since. */
class MoveIT {
    private static final String ROWS = """
            insert into live.microsites default values;
            insert into live.generation_jobs (microsite) select 1 from generate_series(1, 300);
            update live.microsites set current_job = 7;
            insert into live.entities (name) select 'entity ' || i from generate_series(1, 1000) i;
            insert into live.artifacts (entity) select id from live.entities;
            insert into live.events select i, date '2025-06-01' + (i %% 500), '{}' from generate_series(1, 5000) i;
            insert into live.tasks (title, owner) select 'task ' || i, null from generate_series(1, 45000) i;
            insert into live.tags values ('a'), ('b');
            insert into live.task_tags select id, 'a' from live.tasks where id <= 500;
            insert into live.wiki_pages (parent, body) select case when i > 1 then i / 2 end, 'page ' || i from generate_series(1, 200) i;
            insert into live.people select gen_random_uuid(), 'p' || i from generate_series(1, 100) i;
            analyze;
            """.replace("%%", "%");

    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase(
            empty -> new ShopProject(empty, Path.of(System.getProperty("java.io.tmpdir"), "prepared-shop"))
                    .with("first", "test")
                    .said(0, "apply"));

    @TempDir
    private Path folder;

    private ShopProject shop;

    @BeforeEach
    void makeProject() throws SQLException {
        shop = new ShopProject(DATABASE, folder).with("growth", "staging");
        DATABASE.execute(MoveInPlaceIT.script("somebody_live"));
        DATABASE.execute(ROWS);
    }

    @AfterEach
    void empty() throws SQLException {
        DATABASE.execute("drop schema if exists growth cascade; drop schema if exists live cascade;"
                + " delete from schemata.moves; delete from schemata.changed_rows");
    }

    @Test
    void copiesAllRowsAndEverythingElseAndFiresNothing() throws SQLException {
        String log = DATABASE.query("select count(*) from live.log");
        String check = shop.said(0, "move", "schema:live", "growth", "--check");
        assertTrue(check.contains("tasks: about 45,000 rows"), check);
        assertEquals("0", DATABASE.query("select count(*) from pg_namespace where nspname = 'growth'"));

        String done = shop.said(0, "move", "schema:live", "growth");
        assertTrue(done.contains("tasks: 45,000 rows, checksum"), done);
        assertTrue(done.contains("nothing could be written for"), done);
        shop.said(0, "compare", "schema:live", "growth");
        assertEquals(log, DATABASE.query("select count(*) from growth.log"), "no trigger has fired");
        assertEquals("45001", DATABASE.query("insert into growth.tasks (title) values ('next') returning id"));
        assertEquals("301", DATABASE.query("insert into growth.generation_jobs (microsite) values (1) returning id"));
        SQLException readOnly =
                assertThrows(SQLException.class, () -> DATABASE.execute("update live.tasks set title = 'late'"));
        assertTrue(readOnly.getMessage().contains("it is read-only since"), readOnly::getMessage);
        assertThrows(
                SQLException.class, () -> DATABASE.execute("insert into live.events_2026 values (1, '2026-02-02')"));
        assertThrows(SQLException.class, () -> DATABASE.execute("truncate live.log"));
        assertEquals("45000", DATABASE.query("select count(*) from live.tasks"));
    }

    @Test
    void writesGoOnMeanwhileAndNoneIsLost() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        Thread writer = new Thread(() -> write(isOver, written));
        writer.start();
        shop.said(0, "move", "schema:live", "growth");
        isOver.set(true);
        writer.join();
        assertTrue(written.get() > 100, "written: " + written);
        for (String table :
                new String[] {"tasks", "entities", "task_tags", "events", "log", "microsites", "settings"}) {
            assertEquals(sum("live", table), sum("growth", table), table);
        }
    }

    @Test
    void isTakenBackWithWhatWasWrittenSince() throws SQLException {
        shop.said(0, "move", "schema:live", "growth");
        DATABASE.execute("""
                insert into growth.tasks (title) select 'since ' || i from generate_series(1, 1000) i;
                update growth.entities set name = name || ' changed' where name like 'entity 1%';
                update growth.entities set name = case name when 'entity 2' then 'entity 3' else 'entity 2' end
                  where name in ('entity 2', 'entity 3') and false;
                delete from growth.tasks where id <= 100;
                update growth.wiki_pages set id = 1000 where id = 200;
                truncate growth.people;
                insert into growth.settings values ('made', '1');
                """);
        shop.said(0, "move", "schema:live", "growth", "--rollback");
        for (String table :
                new String[] {"tasks", "entities", "task_tags", "wiki_pages", "people", "settings", "log"}) {
            assertEquals(sum("growth", table), sum("live", table), table);
        }
        DATABASE.execute("insert into live.tasks (title) values ('goes on')");
        assertEquals("46001", DATABASE.query("select max(id) from live.tasks"));
        assertThrows(SQLException.class, () -> DATABASE.execute("delete from growth.tasks"));
        shop.said(2, "move", "schema:live", "growth", "--rollback");
        shop.said(2, "move", "schema:live", "growth", "--finish");
        shop.said(0, "move", "schema:live", "growth", "--finish", "--drop", "growth");
        assertEquals("0", DATABASE.query("select count(*) from pg_namespace where nspname = 'growth'"));
        assertEquals(
                "0",
                DATABASE.query("select count(*) from pg_trigger where tgname like 'schemata%'"
                        + " and tgrelid::regclass::text like 'live.%'"));
        shop.said(0, "move", "schema:live", "growth");
    }

    @Test
    void theOldTablesStayUntilTheirTimeAndGoByTypedName() throws SQLException {
        shop.said(0, "move", "schema:live", "growth", "--keep-days", "1");
        DATABASE.execute("create table live.mine (id int)");
        assertTrue(shop.said(2, "move", "schema:live", "growth", "--finish", "--drop", "live")
                .contains("the old tables in live stay until"));
        DATABASE.execute("update schemata.moves set keep_until = now()");
        shop.said(2, "move", "schema:live", "growth", "--finish", "--drop", "growth");
        shop.said(0, "move", "schema:live", "growth", "--finish", "--drop", "live");
        assertEquals(
                "mine",
                DATABASE.query(
                        "select string_agg(relname, ',') from pg_class where relnamespace = 'live'::regnamespace and relkind in ('r', 'p', 'S')"));
        assertEquals("45000", DATABASE.query("select count(*) from growth.tasks"));
        DATABASE.execute("insert into growth.tasks (title) values ('goes on')");
    }

    @Test
    void aMoveThatIsUnderWayIsTakenBackBeforeItHasMoved() throws SQLException {
        shop.said(0, "move", "schema:live", "growth");
        DATABASE.execute("update schemata.moves set phase = 'copying'");
        DATABASE.execute("delete from growth.tasks where id > 44000; drop index growth.tasks_owner_idx");
        assertTrue(shop.said(0, "status").contains("growth"));
        shop.said(2, "repair", "growth");
        shop.said(0, "move", "schema:live", "growth", "--rollback");
        assertEquals("0", DATABASE.query("select count(*) from pg_namespace where nspname = 'growth'"));
        assertEquals("0", DATABASE.query("select count(*) from schemata.moves"));
    }

    @Test
    void saysWhatCannotBeCopied() throws SQLException {
        DATABASE.execute("create table live.no_key (id int); create table live.pictures (id int primary key, file oid);"
                + " create view public.outside as select id from live.tasks");
        try {
            String check = shop.said(1, "move", "schema:live", "growth", "--check");
            assertTrue(
                    check.contains("table no_key has no primary key, so that its changes cannot be followed"), check);
            assertTrue(check.contains("column file of table pictures may be a large object"), check);
            assertTrue(check.contains("view public.outside"), check);
            shop.said(2, "move", "schema:live", "growth");
            for (String wrong : new String[] {"-1", "366"}) {
                shop.said(2, "move", "schema:live", "growth", "--keep-days", wrong);
            }
        } finally {
            DATABASE.execute("drop view public.outside");
        }
    }

    @Test
    void signUpsGoOn() throws SQLException {
        DATABASE.execute("""
                create function live.handle_new_user() returns trigger language plpgsql security definer set search_path = ''
                as $$ begin insert into live.people values (new.id, coalesce(new.email, '')); return new; end $$;
                create trigger on_auth_user_created after insert on auth.users for each row execute function live.handle_new_user();
                """);
        shop.set("SCHEMATA_MIGRATE_ALLOWED_USER_TRIGGERS", "on_auth_user_created");
        try {
            shop.said(0, "move", "schema:live", "growth");
            DATABASE.execute("insert into auth.users (id, email) values (gen_random_uuid(), 'since@example.org')");
            assertEquals("1", DATABASE.query("select count(*) from growth.people where email = 'since@example.org'"));
            shop.said(0, "move", "schema:live", "growth", "--rollback");
            DATABASE.execute("insert into auth.users (id, email) values (gen_random_uuid(), 'back@example.org')");
            assertEquals(
                    "2",
                    DATABASE.query("select count(*) from live.people where email in"
                            + " ('back@example.org', 'since@example.org')"));
        } finally {
            DATABASE.execute("drop trigger on_auth_user_created on auth.users");
        }
    }

    @Test
    void isKilledAtAnyMomentAndGoesOnOrBack() throws Exception {
        String before = sum("live", "tasks");
        long begun = System.nanoTime();
        shop.said(0, "move", "schema:live", "growth");
        long milliseconds = (System.nanoTime() - begun) / 1_000_000;
        Random moments = new Random(15);
        int kills = Integer.getInteger("schemata.kills", 4);
        for (int i = 1; i <= kills; i++) {
            kill(moments.nextLong(milliseconds), "--rollback");
            goBack();
            assertEquals(before, sum("live", "tasks"));
            DATABASE.execute("insert into live.log (entry) values ('written')");
            kill(moments.nextLong(milliseconds));
            assertEquals(before, sum("live", "tasks"));
            if (i % 2 == 0) {
                goBack();
                DATABASE.execute("insert into live.log (entry) values ('written')");
            }
            if (!"moved".equals(phase())) {
                shop.said(0, "move", "schema:live", "growth");
            }
            for (String table : new String[] {"tasks", "log", "events", "artifacts"}) {
                assertEquals(sum("live", table), sum("growth", table), table);
            }
            shop.said(0, "compare", "schema:live", "growth");
        }
    }

    private void kill(long milliseconds, String... options) throws Exception {
        String[] arguments = Stream.concat(Stream.of("move", "schema:live", "growth"), Stream.of(options))
                .toArray(String[]::new);
        Process process = DATABASE.startMigrate(
                shop.settings(), folder.resolve("killed.log").toFile(), arguments);
        process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    /** Until nothing of a move is left. */
    private void goBack() throws SQLException {
        while (phase() != null) {
            String[] option = phase().equals("taken back")
                    ? new String[] {"--finish", "--drop", "growth"}
                    : new String[] {"--rollback"};
            shop.said(
                    0,
                    Stream.concat(Stream.of("move", "schema:live", "growth"), Stream.of(option))
                            .toArray(String[]::new));
        }
    }

    private static String phase() throws SQLException {
        return DATABASE.query("select max(phase) from schemata.moves");
    }

    private static void write(AtomicBoolean isOver, AtomicLong written) {
        try (Connection connection = DATABASE.owner();
                Statement statement = connection.createStatement()) {
            for (int i = 0; !isOver.get(); i++) {
                statement.execute("""
                        begin;
                        insert into live.tasks (title) values ('written %1$d');
                        update live.tasks set title = title || '.' where id = %1$d %% 45000 + 1;
                        delete from live.task_tags where task = %1$d %% 500;
                        update live.entities set name = 'renamed %1$d' where name = 'entity %1$d';
                        insert into live.entities (name) values ('entity %1$d') on conflict do nothing;
                        insert into live.events values (100000 + %1$d, '2026-03-03');
                        insert into live.settings values ('last', '%1$d') on conflict (key) do update set value = excluded.value;
                        commit
                        """.formatted(i));
                written.incrementAndGet();
            }
        } catch (SQLException readOnlySince) {
            if (!readOnlySince.getMessage().contains("it is read-only since")) {
                throw new IllegalStateException(readOnlySince);
            }
        }
    }

    private static String sum(String schema, String table) throws SQLException {
        return DATABASE.query(
                "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from %s.%s t"
                        .formatted(schema, table));
    }
}
