package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code create} and {@code sync}. */
class SyncIT {
    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase();

    @TempDir
    private Path folder;

    private ShopProject shop;

    @BeforeEach
    void makeProject() {
        shop = new ShopProject(DATABASE, folder);
        shop.change("kinds", """
                --changeset shop:kinds
                create table kinds (name text primary key);
                insert into kinds values ('book'), ('pen');
                alter table kinds enable row level security;
                create policy "Nobody sees kinds" on kinds for select to authenticated using (false);
                """);
    }

    @Test
    void createsATenantOnce() throws SQLException {
        shop.with("made", "test", "live", "production", "try", "staging", "dev", "development");
        String done = shop.said(0, "create", "made");
        assertTrue(done.contains("made (schema made): migrated"), done);
        String refused = shop.said(2, "create", "made");
        assertTrue(refused.contains("is not empty, it has"), refused);
        for (String other : new String[] {"live", "try", "dev", "unknown"}) {
            shop.said(2, "create", other);
        }
        assertEquals("0", DATABASE.query("select count(*) from pg_namespace where nspname in ('live', 'try', 'dev')"));
    }

    @Test
    void givesATestTenantTheStructureOfAnother() throws SQLException {
        shop.with("dev", "test", "copy", "staging").said(0, "apply");
        DATABASE.execute("""
                insert into copy.orders values (gen_random_uuid(), 1);
                insert into dev.orders values (gen_random_uuid(), 2);
                create table copy.only_here (id int);
                alter table dev.orders add column note text default 'none', add check (amount > 0);
                create index on dev.orders (note);
                create table dev.own (id bigint generated always as identity primary key, order_id uuid references dev.orders);
                insert into dev.own default values;
                alter table dev.own enable row level security;
                create function dev.orders_of_today() returns bigint language sql as 'select count(*) from dev.orders';
                """);
        shop.with("dev", "development", "copy", "staging");
        String done = shop.said(0, "sync", "dev", "copy", "--drop", "copy");
        assertTrue(done.contains("copy (schema copy): made anew like dev in"), done);
        shop.said(0, "compare", "dev", "copy");
        assertEquals("0", DATABASE.query("select count(*) from copy.orders"));
        assertEquals("0", DATABASE.query("select count(*) from copy.own"));
        assertEquals("book,pen", DATABASE.query("select string_agg(name, ',' order by name) from copy.kinds"));
        assertEquals("1", DATABASE.query("select count(*) from dev.own"), "the source is as it was");
        assertEquals(
                DATABASE.query("select string_agg(id || md5sum, ',' order by id) from dev.databasechangelog"),
                DATABASE.query("select string_agg(id || md5sum, ',' order by id) from copy.databasechangelog"));
        String applied = shop.said(0, "apply");
        assertTrue(applied.contains("copy (schema copy): up to date"), applied);
        shop.said(0, "sync", "dev", "copy", "--drop", "copy");
    }

    @Test
    void aSourceThatIsBehindLeavesItsChangesPending() throws SQLException {
        shop.with("behind", "test", "ahead", "test").said(0, "apply");
        shop.nextChange("alter table orders add column note text");
        shop.said(0, "apply", "--tenant", "ahead");
        shop.said(0, "sync", "behind", "ahead", "--drop", "ahead");
        shop.said(0, "compare", "behind", "ahead");
        assertTrue(shop.said(0, "apply", "--tenant", "ahead").contains("ahead (schema ahead): migrated, 1 change"));
    }

    @Test
    void dropsNothingUnlessItsNameIsTypedAndItMayBe() throws SQLException {
        shop.with("from", "test", "typed", "test").said(0, "apply");
        DATABASE.execute("insert into typed.orders values (gen_random_uuid(), 1)");
        String refused = shop.said(2, "sync", "from", "typed");
        assertTrue(refused.contains("type its name, --drop typed"), refused);
        shop.said(2, "sync", "from", "typed", "--drop", "from");
        shop.said(2, "sync", "typed", "typed", "--drop", "typed");
        shop.said(2, "sync", "unknown", "typed", "--drop", "typed");
        shop.said(2, "sync", "public", "typed", "--drop", "typed");
        for (String stage : new String[] {"production", "development", "service"}) {
            shop.with("from", "test", "typed", stage);
            String never = shop.said(2, "sync", "from", "typed", "--drop", "typed");
            assertTrue(never.contains("tenant 'typed' is not for sync: its stage is " + stage), never);
        }
        shop.with("from", "test", "typed", "test");
        DATABASE.execute("create view public.counted as select count(*) from typed.orders");
        assertTrue(shop.said(2, "sync", "from", "typed", "--drop", "typed")
                .contains("others need it: rule _RETURN on view public.counted"));
        DATABASE.execute("drop view public.counted");
        assertEquals("1", DATABASE.query("select count(*) from typed.orders"));
    }

    @Test
    void whatOfOthersWouldGoAlongIsNamed() throws SQLException {
        shop.with("from", "test", "shared", "test").said(0, "apply");
        DATABASE.execute(
                "create extension pgcrypto schema shared; create publication orders_out for table shared.orders;"
                        + " create function shared.note() returns event_trigger language plpgsql as 'begin end';"
                        + " create event trigger note on ddl_command_end when tag in ('DROP CAST') execute function shared.note()");
        String refused = shop.said(2, "sync", "from", "shared", "--drop", "shared");
        for (String named : new String[] {"extension pgcrypto", "event trigger note", "publication orders_out"}) {
            assertTrue(refused.contains(named), refused);
        }
        DATABASE.execute("drop event trigger note; drop publication orders_out; drop extension pgcrypto");
        shop.said(0, "sync", "from", "shared", "--drop", "shared");
    }

    @Test
    void whatCannotBeMadeAlikeIsKnownBeforeAnythingIsDropped() throws SQLException {
        shop.with("odd", "test", "stays", "test").said(0, "apply");
        DATABASE.execute("insert into stays.orders values (gen_random_uuid(), 1);"
                + " drop table odd.kinds; create view odd.kinds as select 1 as name");
        shop.migrate("sync", "odd", "stays", "--drop", "stays");
        assertEquals(
                DATABASE.query("select count(*) from pg_views where schemaname = 'stays'"),
                DATABASE.query("select case when exists (select from stays.orders) then 0 else 1 end"),
                "it is made, or all is left");
    }

    @Test
    void aTableInUseIsNotWaitedForWithoutEnd() throws SQLException {
        shop.with("from", "test", "busy", "test").said(0, "apply");
        try (Connection other = DATABASE.owner();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select count(*) from busy.orders");
            shop.set("SCHEMATA_MIGRATE_LOCK_TIMEOUT", "1s");
            String blocked = shop.said(1, "sync", "from", "busy", "--drop", "busy");
            assertTrue(blocked.contains("orders is locked by session"), blocked);
        }
        shop.said(0, "validate", "--tenant", "busy");
    }
}
