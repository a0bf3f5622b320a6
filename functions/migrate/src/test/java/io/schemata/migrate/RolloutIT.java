package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** {@code apply} as a rollout over tenants of several stages, of a small blueprint. */
@Tag("slow")
class RolloutIT {
    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase();

    @TempDir
    private Path folder;

    private ShopProject shop;

    @BeforeEach
    void makeProject() {
        shop = new ShopProject(DATABASE, folder);
    }

    @Test
    void goesFromStageToStage() throws SQLException {
        shop.with(
                "a_live",
                "production",
                "b_try",
                "staging",
                "c_check",
                "test",
                "d_own",
                "local",
                "e_dev",
                "development");
        List<String> lines =
                shop.apply("--approve", shop.planId()).output().lines().toList();
        List<String> order = lines.stream()
                .filter(line -> line.startsWith("[") && !line.contains("(platform)"))
                .map(line -> line.replaceAll("^\\[\\d+/\\d+] (\\w+) .*", "$1"))
                .toList();
        assertEquals(List.of("d_own", "e_dev", "c_check", "b_try", "a_live"), order);
    }

    @Test
    void aFailureStopsLaterStagesAndNotItsOwn() throws SQLException {
        shop.with("sa", "test", "sb", "test", "sc", "staging");
        assertEquals(0, shop.apply().exitCode());
        shop.nextChange("alter table orders add column note text");
        failIn("sa");
        Program.Ended stopped = shop.apply();
        assertEquals(1, stopped.exitCode(), stopped::output);
        assertTrue(stopped.output().contains("sa (schema sa): failed"), stopped::output);
        assertTrue(stopped.output().contains("sb (schema sb): migrated"), stopped::output);
        assertTrue(
                stopped.output().contains("sc (schema sc): skipped, sa of the stage test has failed"), stopped::output);

        Program.Ended goneOn = shop.apply("--continue-on-error");
        assertEquals(1, goneOn.exitCode(), goneOn::output);
        assertTrue(goneOn.output().contains("sc (schema sc): migrated"), goneOn::output);
    }

    @Test
    void canariesComeFirstAndHoldTheOthersBack() throws SQLException {
        shop.with("ca", "test", "cb", "test", "cc", "test");
        assertEquals(0, shop.apply().exitCode());
        shop.nextChange("alter table orders add column note text");
        DATABASE.execute("alter table cb.orders disable row level security");

        Program.Ended stopped = shop.apply("--canary", "cb");
        assertEquals(1, stopped.exitCode(), stopped::output);
        assertTrue(
                stopped.output().contains("[2/4] cb (schema cb): failed, migrated, but validate finds"),
                stopped::output);
        assertTrue(stopped.output().contains("ca (schema ca): skipped, the canary cb has failed"), stopped::output);
        assertEquals(1, shop.apply("--canary", "cb").exitCode(), "it is looked at again, though it is migrated");

        shop.set("SCHEMATA_TENANTS_CC_CANARY", "true");
        Program.Ended done = shop.apply();
        assertEquals(0, done.exitCode(), done::output);
        assertTrue(done.output().contains("[2/4] cc (schema cc): migrated"), done::output);

        Program.Ended unknown = shop.apply("--tenant", "ca", "--canary", "cb");
        assertEquals(2, unknown.exitCode(), unknown::output);
    }

    @Test
    void severalTenantsAtOnce() throws SQLException {
        shop.with(tenants("t", 12));
        Program.Ended done = shop.apply("--parallel", "4");
        assertEquals(0, done.exitCode(), done::output);
        assertEquals("1", DATABASE.query("""
                        select count(distinct history::text) from schemata.rollout_tenants where schema_name like 't_'"""));
        assertEquals(0, shop.migrate("validate").exitCode());
        for (String wrong : List.of("0", "17", "-1")) {
            assertEquals(2, shop.apply("--parallel", wrong).exitCode());
        }
    }

    @Test
    void namesTheSessionThatHoldsATable() throws SQLException {
        shop.with("ha", "test", "hb", "test");
        assertEquals(0, shop.apply().exitCode());
        shop.nextChange("alter table orders add column note text");
        try (Connection other = DATABASE.owner();
                Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'a report'");
            other.setAutoCommit(false);
            statement.execute("select count(*) from ha.orders");
            int pid = other.unwrap(PGConnection.class).getBackendPID();
            shop.set("SCHEMATA_MIGRATE_LOCK_TIMEOUT", "1s");
            Program.Ended blocked = shop.apply();
            assertEquals(1, blocked.exitCode(), blocked::output);
            assertTrue(
                    Pattern.compile(
                                    "ha \\(schema ha\\): failed, orders is locked by session " + pid
                                            + " of postgres \\(a report\\), in a transaction since [\\d:]{8}, its last query since [\\d:]{8}")
                            .matcher(blocked.output())
                            .find(),
                    blocked::output);
            assertTrue(blocked.output().contains("hb (schema hb): migrated"), blocked::output);
        }
        assertEquals(0, shop.apply().exitCode());
    }

    @Test
    void asksForABackupBeforeItDestroysDataOfProduction() throws SQLException {
        shop.with("ba", "production");
        assertEquals(0, shop.apply("--approve", shop.planId()).exitCode());
        shop.nextChange("alter table orders drop column amount");
        String plan = shop.migrate("plan").output();
        assertTrue(
                plan.contains("LOSES DATA blueprints/shop/next.sql::next: alter table orders drop column amount"),
                plan);

        Program.Ended refused = shop.apply("--approve", shop.planId());
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("--backup-taken"), refused::output);
        assertEquals("1", amountColumns());
        Program.Ended done =
                shop.apply("--approve", shop.planId(), "--backup-taken", "s3://backups/2026-11-30", "--tag", "v2");
        assertEquals(0, done.exitCode(), done::output);
        assertEquals("0", amountColumns());
        assertEquals(
                "apply v2 s3://backups/2026-11-30 postgres done",
                DATABASE.query("select concat_ws(' ', command, tag, backup_reference, login, outcome)"
                        + " from schemata.rollouts order by id desc limit 1"));
        assertEquals(
                "migrated {blueprints/shop/next.sql::next}",
                DATABASE.query("select outcome || ' ' || changes::text from schemata.rollout_tenants"
                        + " where schema_name = 'ba' order by rollout_id desc limit 1"));
    }

    @Test
    void aPlanOfProductionThatCannotBeReadIsNotApproved() throws SQLException {
        shop.with("ra", "production");
        assertEquals(0, shop.apply("--approve", shop.planId()).exitCode());
        String empty = shop.planId();
        shop.nextChange("delete from orders");
        DATABASE.execute("insert into ra.orders values (gen_random_uuid(), 1)");
        try (Connection other = DATABASE.owner();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table ra.databasechangelog in access exclusive mode");
            String shown = shop.said(1, "plan");
            assertTrue(shown.contains("could not be read"), shown);
            for (String id : List.of(empty, ShopProject.planId(shown))) {
                Program.Ended refused = shop.apply("--approve", id);
                assertEquals(2, refused.exitCode(), refused::output);
                assertTrue(refused.output().contains("cannot be read, so that it cannot be approved"), refused::output);
            }
        }
        assertEquals("1", DATABASE.query("select count(*) from ra.orders"));
    }

    @Test
    void aTagIsGivenToARunThatHasSucceededAndToNoOther() throws SQLException {
        shop.with("release", "test");
        assertEquals(0, shop.apply("--tag", "release-1").exitCode());
        assertEquals(2, shop.apply("--tag", "release-1").exitCode());
        shop.nextChange("create unique index on orders (amount)");
        DATABASE.execute("insert into release.orders select gen_random_uuid(), 1 from generate_series(1, 2)");
        assertEquals(1, shop.apply("--tag", "release-2").exitCode());
        DATABASE.execute("truncate release.orders");
        assertEquals(0, shop.apply("--tag", "release-2").exitCode());
        for (String wrong : List.of("rollout-1", "", " ", "a b", "-x")) {
            assertEquals(2, shop.apply("--tag", wrong).exitCode(), wrong);
        }
    }

    @Test
    void tenantsThatWaitForEachOtherTryAgain() throws SQLException {
        shop.with(tenants("w", 8));
        assertEquals(0, shop.apply("--parallel", "8").exitCode());
        shop.nextChange("alter table orders add column a uuid references auth.users; create index on orders (a);"
                + " alter table orders add column b uuid references auth.users; create index on orders (b)");
        Thread signUps = new Thread(() -> {
            try (Connection connection = DATABASE.owner();
                    Statement statement = connection.createStatement()) {
                for (int i = 0; i < 2000 && !Thread.interrupted(); i++) {
                    statement.execute("insert into auth.users (id) values (gen_random_uuid())");
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
        signUps.start();
        Program.Ended done = shop.apply("--parallel", "8");
        signUps.interrupt();
        assertEquals(0, done.exitCode(), done::output);
    }

    @Test
    void aPlanIsProvenOnACopyOfTheStructure() throws SQLException {
        shop.with("pa", "test", "pb", "test", "pc", "test");
        assertEquals(0, shop.apply("--tenant", "pa,pb").exitCode());
        DATABASE.execute("insert into pa.orders values (gen_random_uuid(), 1);"
                + " create table pa.mine (id int); alter table pb.orders add constraint by_hand check (amount < 9)");
        assertTrue(shop.said(0, "plan", "--prove").contains("nothing is pending"));
        shop.nextChange("alter table orders alter column amount type bigint");
        String proof = shop.said(1, "plan", "--prove");
        assertTrue(
                proof.contains("pa (schema pa): proven, it would be what its blueprint says; written anew: orders"),
                proof);
        assertTrue(proof.contains("pb (schema pb): would differ: constraint orders.by_hand"), proof);
        assertFalse(proof.contains("pc (schema pc)"), proof);
        shop.nextChange("alter table orders add column amount int");
        assertTrue(shop.said(1, "plan", "--prove", "--tenant", "pa").contains("already exists"));
        assertEquals(
                "integer",
                DATABASE.query("select data_type from information_schema.columns"
                        + " where (table_schema, table_name, column_name) = ('pa', 'orders', 'amount')"));
    }

    @Test
    void tellsTheDataApiOnceAndOnlyOfChanges() throws SQLException {
        shop.with("na", "test", "nb", "test", "nc", "staging");
        try (Connection listener = DATABASE.owner();
                Statement statement = listener.createStatement()) {
            statement.execute("listen pgrst");
            assertEquals(0, shop.apply().exitCode());
            assertEquals(0, shop.apply().exitCode());
            statement.execute("select 1");
            var heard = listener.unwrap(PGConnection.class).getNotifications();
            assertEquals(1, heard.length);
            assertEquals("reload schema", heard[0].getParameter());
        }
        String before = DATABASE.query("select count(*) from schemata.rollouts");
        assertEquals(0, shop.apply().exitCode());
        assertEquals(before, DATABASE.query("select count(*) from schemata.rollouts"), "nothing was done, and noted");
    }

    private String amountColumns() throws SQLException {
        return DATABASE.query("select count(*) from information_schema.columns"
                + " where (table_schema, table_name, column_name) = ('ba', 'orders', 'amount')");
    }

    private void failIn(String schema) throws SQLException {
        DATABASE.execute("create function %1$s.refuse() returns event_trigger language plpgsql as $$ begin"
                        .formatted(schema)
                + " if current_schema() = '%s' then raise exception 'not here'; end if; end $$;".formatted(schema)
                + "create event trigger refuse_%1$s on ddl_command_start when tag in ('ALTER TABLE')".formatted(schema)
                + " execute function %s.refuse()".formatted(schema));
    }

    private static String[] tenants(String prefix, int count) {
        String[] all = new String[2 * count];
        for (int i = 0; i < count; i++) {
            all[2 * i] = prefix + (char) ('a' + i);
            all[2 * i + 1] = "test";
        }
        return all;
    }
}
