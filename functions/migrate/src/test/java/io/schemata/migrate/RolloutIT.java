package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** {@code apply} as a rollout over tenants of several stages, of a small blueprint. */
class RolloutIT {
    private static final Pattern PLAN_ID = Pattern.compile("-- plan id: (\\w+)");

    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase();

    @TempDir
    private Path folder;

    private final Map<String, String> tenants = new HashMap<>();

    @Test
    void goesFromStageToStage() throws IOException, SQLException {
        shop("a_live", "production", "b_try", "staging", "c_check", "test", "d_own", "local", "e_dev", "development");
        List<String> lines = apply("--approve", planId()).output().lines().toList();
        List<String> order = lines.stream()
                .filter(line -> line.startsWith("[") && !line.contains("(platform)"))
                .map(line -> line.replaceAll("^\\[\\d+/\\d+] (\\w+) .*", "$1"))
                .toList();
        assertEquals(List.of("d_own", "e_dev", "c_check", "b_try", "a_live"), order);
    }

    @Test
    void aFailureStopsLaterStagesAndNotItsOwn() throws IOException, SQLException {
        shop("sa", "test", "sb", "test", "sc", "staging");
        assertEquals(0, apply().exitCode());
        nextChange("alter table orders add column note text");
        failIn("sa");
        Program.Ended stopped = apply();
        assertEquals(1, stopped.exitCode(), stopped::output);
        assertTrue(stopped.output().contains("sa (schema sa): failed"), stopped::output);
        assertTrue(stopped.output().contains("sb (schema sb): migrated"), stopped::output);
        assertTrue(
                stopped.output().contains("sc (schema sc): skipped, sa of the stage test has failed"), stopped::output);

        Program.Ended goneOn = apply("--continue-on-error");
        assertEquals(1, goneOn.exitCode(), goneOn::output);
        assertTrue(goneOn.output().contains("sc (schema sc): migrated"), goneOn::output);
    }

    @Test
    void canariesComeFirstAndHoldTheOthersBack() throws IOException, SQLException {
        shop("ca", "test", "cb", "test", "cc", "test");
        assertEquals(0, apply().exitCode());
        nextChange("alter table orders add column note text");
        DATABASE.execute("alter table cb.orders disable row level security");

        Program.Ended stopped = apply("--canary", "cb");
        assertEquals(1, stopped.exitCode(), stopped::output);
        assertTrue(
                stopped.output().contains("[2/4] cb (schema cb): failed, migrated, but validate finds"),
                stopped::output);
        assertTrue(stopped.output().contains("ca (schema ca): skipped, the canary cb has failed"), stopped::output);
        assertEquals(1, apply("--canary", "cb").exitCode(), "it is looked at again, though it is migrated");

        tenants.put("SCHEMATA_TENANTS_CC_CANARY", "true");
        Program.Ended done = apply();
        assertEquals(0, done.exitCode(), done::output);
        assertTrue(done.output().contains("[2/4] cc (schema cc): migrated"), done::output);

        Program.Ended unknown = apply("--tenant", "ca", "--canary", "cb");
        assertEquals(2, unknown.exitCode(), unknown::output);
    }

    @Test
    void severalTenantsAtOnce() throws IOException, SQLException {
        shop(tenants(12));
        Program.Ended done = apply("--parallel", "4");
        assertEquals(0, done.exitCode(), done::output);
        assertEquals("1", DATABASE.query("""
                        select count(distinct history::text) from schemata.rollout_tenants where schema_name like 't_'"""));
        assertEquals(0, DATABASE.migrate(tenants, "validate").exitCode());
        for (String wrong : List.of("0", "17", "-1")) {
            assertEquals(2, apply("--parallel", wrong).exitCode());
        }
    }

    @Test
    void namesTheSessionThatHoldsATable() throws IOException, SQLException {
        shop("ha", "test", "hb", "test");
        assertEquals(0, apply().exitCode());
        nextChange("alter table orders add column note text");
        try (Connection other = DATABASE.owner();
                Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'a report'");
            other.setAutoCommit(false);
            statement.execute("select count(*) from ha.orders");
            int pid = other.unwrap(PGConnection.class).getBackendPID();
            tenants.put("SCHEMATA_MIGRATE_LOCK_TIMEOUT", "1s");
            Program.Ended blocked = apply();
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
        assertEquals(0, apply().exitCode());
    }

    @Test
    void asksForABackupBeforeItDestroysDataOfProduction() throws IOException, SQLException {
        shop("ba", "production");
        assertEquals(0, apply("--approve", planId()).exitCode());
        nextChange("alter table orders drop column amount");
        String plan = DATABASE.migrate(tenants, "plan").output();
        assertTrue(
                plan.contains("LOSES DATA blueprints/shop/next.sql::next: alter table orders drop column amount"),
                plan);

        Program.Ended refused = apply("--approve", planId());
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("--backup-taken"), refused::output);
        assertEquals("1", amountColumns());
        Program.Ended done = apply("--approve", planId(), "--backup-taken", "s3://backups/2026-11-30", "--tag", "v2");
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
    void tellsTheDataApiOnceAndOnlyOfChanges() throws IOException, SQLException {
        shop("na", "test", "nb", "test", "nc", "staging");
        try (Connection listener = DATABASE.owner();
                Statement statement = listener.createStatement()) {
            statement.execute("listen pgrst");
            assertEquals(0, apply().exitCode());
            assertEquals(0, apply().exitCode());
            statement.execute("select 1");
            var heard = listener.unwrap(PGConnection.class).getNotifications();
            assertEquals(1, heard.length);
            assertEquals("reload schema", heard[0].getParameter());
        }
        String before = DATABASE.query("select count(*) from schemata.rollouts");
        assertEquals(0, apply().exitCode());
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

    private Program.Ended apply(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "apply";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return DATABASE.migrate(tenants, arguments);
    }

    private String planId() {
        Matcher id = PLAN_ID.matcher(DATABASE.migrate(tenants, "plan").output());
        assertTrue(id.find());
        return id.group(1);
    }

    private static String[] tenants(int count) {
        String[] all = new String[2 * count];
        for (int i = 0; i < count; i++) {
            all[2 * i] = "t" + (char) ('a' + i);
            all[2 * i + 1] = "test";
        }
        return all;
    }

    /** A project of its own, with these tenants and stages. */
    private void shop(String... namesAndStages) throws IOException {
        StringBuilder yaml = new StringBuilder("tenants:\n");
        for (int i = 0; i < namesAndStages.length; i += 2) {
            yaml.append("  %1$s: {schema: %1$s, blueprint: shop, stage: %2$s, new-users: {enrolled: false}}\n"
                    .formatted(namesAndStages[i], namesAndStages[i + 1]));
        }
        Files.createDirectories(folder.resolve("blueprints/shop"));
        Files.writeString(folder.resolve("schemata.yaml"), yaml);
        Files.writeString(folder.resolve("blueprints/shop.yaml"), """
                databaseChangeLog:
                  - include: {file: db/capability/tenant.yaml}
                  - include: {file: blueprints/shop/001-orders.sql}
                  - include: {file: db/capability/sign-ups.yaml}
                """);
        Files.writeString(folder.resolve("blueprints/shop/001-orders.sql"), """
                --liquibase formatted sql
                --changeset shop:001-orders
                create table orders (id uuid primary key, amount integer not null);
                alter table orders enable row level security;
                create policy "Nobody sees orders" on orders for select to authenticated using (false);
                """);
        tenants.put("SCHEMATA_PROJECT", folder.toString());
    }

    private void nextChange(String sql) throws IOException {
        Files.writeString(folder.resolve("blueprints/shop/next.sql"), """
                --liquibase formatted sql
                --changeset shop:next
                %s;
                """.formatted(sql));
        Path blueprint = folder.resolve("blueprints/shop.yaml");
        Files.writeString(
                blueprint,
                Files.readString(blueprint)
                        .replace(
                                "  - include: {file: db/capability/sign-ups.yaml}",
                                "  - include: {file: blueprints/shop/next.sql}\n  - include: {file: db/capability/sign-ups.yaml}"));
    }
}
