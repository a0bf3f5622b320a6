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
        assertTrue(shop.said(0, "status").contains("moved from live; it can be taken back"));
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
                "move --finish done from live",
                DATABASE.query("select concat_ws(' ', command, r.outcome, reason) from schemata.rollouts r"
                        + " join schemata.rollout_tenants on rollout_id = id order by id desc limit 1"));
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
        assertTrue(shop.said(0, "status").contains("a move from live is not finished: copying"));
        shop.said(2, "repair", "growth");
        shop.said(0, "move", "schema:live", "growth", "--rollback");
        assertEquals("0", DATABASE.query("select count(*) from pg_namespace where nspname = 'growth'"));
        assertEquals("0", DATABASE.query("select count(*) from schemata.moves"));
    }

    @Test
    void whatWasThereBeforeStays() throws SQLException {
        DATABASE.execute(
                "create schema growth; grant usage on schema growth to anon; create extension pgcrypto schema growth;"
                        + " create function public.token() returns bytea language sql as 'select growth.gen_random_bytes(8)'");
        shop.said(0, "move", "schema:live", "growth");
        DATABASE.execute("select public.token()");
        DATABASE.execute("update schemata.moves set phase = 'copied'");
        shop.said(0, "move", "schema:live", "growth", "--rollback");
        DATABASE.execute("select public.token()");
        assertEquals("t", DATABASE.query("select has_schema_privilege('anon', 'growth', 'usage')"));
        assertEquals(
                "0",
                DATABASE.query("select count(*) from pg_class where relnamespace = 'growth'::regnamespace"
                        + " and relkind in ('r', 'p', 'v', 'm', 'S')"));
        DATABASE.execute("drop function public.token()");
    }

    @Test
    void whatWasChangedSinceIsNamedAndNotMappedByPlace() throws SQLException {
        shop.said(0, "move", "schema:live", "growth");
        DATABASE.execute("alter table growth.people drop column email; alter table growth.people add column phone text;"
                + " create table growth.newer (id int primary key)");
        String refused = shop.said(2, "move", "schema:live", "growth", "--rollback");
        for (String named : new String[] {"column people.email", "column people.phone", "table newer"}) {
            assertTrue(refused.contains(named), refused);
        }
        DATABASE.execute(
                "alter table growth.people drop column phone; alter table growth.people add column email text not null"
                        + " default 'x'; alter table growth.people alter column email drop default; drop table growth.newer");
        shop.said(0, "move", "schema:live", "growth", "--rollback");
        assertEquals("100", DATABASE.query("select count(*) from live.people where email like 'p%'"));
    }

    @Test
    void followsEachKindOfRow() throws SQLException {
        DATABASE.execute("""
                create table live.parent (id int primary key, v text);
                create table live.child (primary key (id)) inherits (live.parent);
                insert into live.parent values (1, 'p1'), (2, 'p2'), (3, 'p3');
                insert into live.child values (1, 'c1'), (10, 'c10');
                create table live.stays (during daterange primary key, row_key text, "a, b" text);
                insert into live.stays values ('[2020-04-03,2020-04-05)', 'x', 'y');
                create table live.numbers_of (value float8 primary key, note text);
                insert into live.numbers_of values (0.1::float8 + 0.2::float8, 'third');
                create table live.pairs ("a, b" int, "C" text, note text, primary key ("a, b", "C"));
                insert into live.pairs values (1, 'x', ''), (2, 'Y', '');
                alter table live.tags add constraint tags_known check (name <> 'late') not valid;
                """);
        shop.said(0, "move", "schema:live", "growth");
        DATABASE.execute("""
                insert into growth.child select * from only growth.parent where id = 2;
                delete from only growth.parent where id = 2;
                update only growth.parent set v = 'changed' where id = 1;
                create function public.change() returns void language sql set datestyle = 'SQL, DMY' set extra_float_digits = 0 as $$
                  update growth.stays set "a, b" = 'changed';
                  update growth.numbers_of set note = 'changed';
                  update growth.pairs set note = 'changed' where "C" = 'Y';
                $$;
                select public.change();
                drop function public.change();
                """);
        shop.said(0, "move", "schema:live", "growth", "--rollback");
        for (String table : new String[] {"parent", "child", "stays", "numbers_of", "pairs"}) {
            assertEquals(sum("growth", table), sum("live", table), table);
        }
        assertEquals("3", DATABASE.query("select count(*) from live.child"));
    }

    @Test
    void onlyForeignKeysWriteToOldTables() throws SQLException {
        DATABASE.execute("""
                create table live.profiles (id uuid primary key references auth.users on delete cascade, email text);
                insert into auth.users (id) values ('22222222-2222-2222-2222-222222222222');
                insert into live.profiles values ('22222222-2222-2222-2222-222222222222', 'old');
                create table public.accounts (id int primary key, email text);
                insert into public.accounts values (1, 'old');
                create function public.sync() returns trigger language plpgsql
                as $$ begin update live.profiles set email = new.email; return new; end $$;
                create trigger sync after update on public.accounts for each row execute function public.sync();
                """);
        try {
            shop.said(0, "move", "schema:live", "growth");
            assertThrows(SQLException.class, () -> DATABASE.execute("update public.accounts set email = 'new'"));
            DATABASE.execute("delete from auth.users where id = '22222222-2222-2222-2222-222222222222'");
            assertEquals("0", DATABASE.query("select count(*) from live.profiles"));
            assertEquals("0", DATABASE.query("select count(*) from growth.profiles"));
        } finally {
            DATABASE.execute("drop table public.accounts; drop function public.sync()");
        }
    }

    @Test
    void saysWhatCannotBeCopied() throws SQLException {
        DATABASE.execute("create table live.no_key (id int); create table live.pictures (id int primary key, file oid);"
                + " create table live.keyed (key text[] primary key); create extension citext schema live;"
                + " create view public.outside as select id from live.tasks;"
                + " create function public.set_up() returns trigger language plpgsql as"
                + " $$ begin insert into live.people values (new.id, 'x'); return new; end $$;"
                + " create trigger set_up after insert on auth.users for each row execute function public.set_up()");
        try {
            String check = shop.said(1, "move", "schema:live", "growth", "--check");
            assertTrue(
                    check.contains("table no_key has no primary key, so that its changes cannot be followed"), check);
            assertTrue(check.contains("column file of table pictures may be a large object"), check);
            assertTrue(check.contains("view public.outside"), check);
            assertTrue(check.contains("the key of table keyed is of type text[]"), check);
            assertTrue(check.contains("extension citext lives there"), check);
            assertTrue(check.contains("a trigger on auth.users calls public.set_up(), which names the schema"), check);
            shop.said(2, "move", "schema:live", "growth");
            for (String wrong : new String[] {"-1", "366"}) {
                shop.said(2, "move", "schema:live", "growth", "--keep-days", wrong);
            }
        } finally {
            DATABASE.execute(
                    "drop view public.outside; drop trigger set_up on auth.users; drop function public.set_up()");
        }
    }

    @Test
    void signUpsGoOn() throws SQLException {
        signUpByTrigger();
        try {
            shop.said(0, "move", "schema:live", "growth");
            DATABASE.execute("insert into auth.users (id, email) values (gen_random_uuid(), 'since@example.org')");
            assertEquals("1", DATABASE.query("select count(*) from growth.people where email = 'since@example.org'"));
            DATABASE.execute("update schemata.moves set keep_until = now()");
            shop.said(0, "move", "schema:live", "growth", "--finish", "--drop", "live");
            DATABASE.execute("insert into auth.users (id, email) values (gen_random_uuid(), 'kept@example.org')");
            assertEquals("1", DATABASE.query("select count(*) from growth.people where email = 'kept@example.org'"));
        } finally {
            DATABASE.execute("drop trigger on_auth_user_created on auth.users");
        }
    }

    @Test
    void signUpsGoOnWhenItIsTakenBack() throws SQLException {
        signUpByTrigger();
        try {
            shop.said(0, "move", "schema:live", "growth");
            DATABASE.execute("insert into auth.users (id, email) values (gen_random_uuid(), 'meanwhile@example.org')");
            shop.said(0, "move", "schema:live", "growth", "--rollback");
            DATABASE.execute("insert into auth.users (id, email) values (gen_random_uuid(), 'back@example.org')");
            assertEquals(
                    "2",
                    DATABASE.query("select count(*) from live.people where email in"
                            + " ('back@example.org', 'meanwhile@example.org')"));
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

    private void signUpByTrigger() throws SQLException {
        DATABASE.execute("""
                create function live.handle_new_user() returns trigger language plpgsql security definer set search_path = ''
                as $$ begin insert into live.people values (new.id, coalesce(new.email, '')); return new; end $$;
                create trigger on_auth_user_created after insert on auth.users for each row execute function live.handle_new_user();
                """);
        shop.set("SCHEMATA_MIGRATE_ALLOWED_USER_TRIGGERS", "on_auth_user_created");
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
