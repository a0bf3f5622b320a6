package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import io.schemata.testing.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
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

/** The command line, as a process, on an empty database. */
class MigrateIT {
    private static final int CHANGES = 82;

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase();

    @Test
    void makesAllTenantsAndThenChangesNothing() throws SQLException {
        Program.Ended first = database.migrate(tenants("one", "test", "two", "staging"), "apply");
        assertEquals(0, first.exitCode(), first::output);
        assertTrue(
                first.output()
                        .contains("[2/3] one (schema s_one): migrated, %d changes, 1 setting in".formatted(CHANGES)),
                first::output);

        Program.Ended second = database.migrate(tenants("one", "test", "two", "staging"), "apply");
        assertEquals(0, second.exitCode(), second::output);
        assertTrue(second.output().contains("[3/3] two (schema s_two): up to date"), second::output);
        assertEquals(
                database.query(
                        "select string_agg(filename || id || md5sum, ',' order by orderexecuted) from s_one.databasechangelog"),
                database.query(
                        "select string_agg(filename || id || md5sum, ',' order by orderexecuted) from s_two.databasechangelog"));
        assertEquals(
                "s_one, pg_temp",
                database.query(
                        "select distinct split_part(c, '=', 2) from pg_proc, unnest(proconfig) c where pronamespace = 's_one'::regnamespace and c like 'search_path=%'"));
    }

    @Test
    void showsWhatIsPendingWithoutTouchingAnything() throws SQLException {
        Program.Ended status = database.migrate(tenants("one", "test"), "status", "--json");
        assertEquals(0, status.exitCode(), status::output);
        assertTrue(status.output().contains("\"applied\" : 0"), status::output);
        assertTrue(
                status.output().contains("db/capability/credits/reserve_credits.sql::reserve_credits"), status::output);

        Program.Ended plan = database.migrate(tenants("one", "test"), "plan");
        assertTrue(plan.output().contains("create table credit_accounts ("), plan::output);
        assertEquals("0", database.query("select count(*) from pg_namespace where nspname in ('s_one', 'schemata')"));
    }

    @Test
    void plansSqlThatPsqlCouldRun() throws SQLException {
        String plan = database.migrate(tenants("one", "test"), "plan").output();
        String script = plan.replaceAll("(?m)^(INFO|WARN).*$", "");
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(script);
        }
        assertEquals(
                "7",
                database.query("select count(*) from pg_tables where schemaname = 's_one' and tablename in ('profiles',"
                        + " 'draft_prompts', 'projects', 'jobs', 'job_steps', 'credit_ledger', 'assets')"));
    }

    @Test
    void touchesProductionOnlyWithTheApprovedPlan() throws SQLException {
        Map<String, String> production = tenants("live", "production");
        assertEquals(2, database.migrate(production, "apply").exitCode());
        assertEquals(
                2,
                database.migrate(production, "apply", "--approve", "0123456789abcdef")
                        .exitCode());
        assertEquals("0", database.query("select count(*) from pg_namespace where nspname = 's_live'"));

        Matcher id = Pattern.compile("-- plan id: (\\w+)")
                .matcher(database.migrate(production, "plan").output());
        assertTrue(id.find());
        Program.Ended approved = database.migrate(production, "apply", "--approve", id.group(1));
        assertEquals(0, approved.exitCode(), approved::output);
        assertEquals("1", database.query("select count(*) from pg_namespace where nspname = 's_live'"));
        assertFalse(
                database.migrate(production, "plan").output().contains(id.group(1)),
                "a plan that was carried out is another one");
        assertEquals(0, database.migrate(production, "apply").exitCode(), "there is nothing to approve");
    }

    @Test
    void leavesDevelopmentAlone() throws SQLException {
        Program.Ended ended = database.migrate(tenants("dev", "development", "one", "test"), "apply");
        assertEquals(0, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains("development is read-only to migrate"), ended::output);
        assertEquals("0", database.query("select count(*) from pg_namespace where nspname = 's_dev'"));
    }

    @Test
    void migratesTheOthersWhenOneFails() throws SQLException {
        Map<String, String> tenants = tenants("one", "test", "two", "test");
        assertEquals(0, database.migrate(tenants, "apply").exitCode());
        database.execute("delete from s_one.databasechangelog where id = 'clean_up';"
                + " delete from s_two.databasechangelog where id = 'clean_up';"
                + " drop function s_one.clean_up(text, integer, boolean);"
                + " create function s_one.clean_up(text, integer, boolean) returns text language sql as 'select null'");
        Program.Ended ended = database.migrate(tenants, "apply");
        assertEquals(1, ended.exitCode(), ended::output);
        assertTrue(
                ended.output()
                        .contains("one (schema s_one): failed, db/capability/tenant/clean_up.sql: ERROR: cannot change"
                                + " return type of existing function"),
                ended::output);
        assertTrue(ended.output().contains("two (schema s_two): migrated, 1 change in"), ended::output);

        database.execute("drop schema s_one cascade");
        assertEquals(0, database.migrate(tenants("one", "test"), "apply").exitCode());
    }

    @Test
    void knowsOnlyTheTenantsOfItsConfiguration() {
        Program.Ended ended = database.migrate(tenants("one", "test"), "apply", "--tenant", "public");
        assertEquals(2, ended.exitCode());
        assertTrue(ended.output().contains("no tenant 'public' is configured"), ended::output);
    }

    @Test
    void givesNobodyAnythingWhereEverybodyHadEverything() throws SQLException {
        database.execute("create role anon; create role authenticated; create role service_role bypassrls;"
                + " create schema s_one; grant all on schema s_one to public, anon, authenticated, service_role;"
                + " alter default privileges grant all on tables to public, anon, authenticated;"
                + " alter default privileges grant all on sequences to anon, authenticated;"
                + " alter default privileges grant all on functions to anon, authenticated;"
                + " alter default privileges in schema s_one grant all on tables to anon, authenticated, service_role");
        Program.Ended ended = database.migrate(tenants("one", "test"), "apply");
        assertEquals(0, ended.exitCode(), ended::output);

        assertEquals(
                "0",
                database.query("select count(*) from unnest(array['anon', 'authenticated', 'service_role',"
                        + " 'schemata_functions']) as r where has_schema_privilege(r, 's_one', 'create')"));
        assertEquals(
                "0",
                database.query(
                        "select count(*) from pg_class c, unnest(array['anon', 'authenticated', 'service_role']) as r"
                                + " where c.relnamespace = 's_one'::regnamespace and c.relkind in ('r', 'v')"
                                + " and has_table_privilege(r, c.oid, 'truncate, references, trigger')"));
        assertEquals(
                "0",
                database.query(
                        "select count(*) from pg_class c where c.relnamespace = 's_one'::regnamespace"
                                + " and c.relkind in ('r', 'v') and has_table_privilege('anon', c.oid, 'select, insert, update, delete')"));
        assertEquals(
                "0",
                database.query(
                        "select count(*) from pg_sequences where schemaname = 's_one' and has_sequence_privilege("
                                + "'anon', format('%I.%I', schemaname, sequencename), 'usage, select, update')"));
        assertEquals(
                "get_credit_balance,project_dashboard",
                database.query(
                        "select string_agg(p.proname, ',' order by p.proname) from pg_proc p"
                                + " where p.pronamespace = 's_one'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')"));
    }

    @Test
    void refusesASchemaThatIsNoPlainName() {
        for (String schema : List.of("a;drop", "A", "pg_x", "1a", "a b", "a\"b", "auth", "schemata")) {
            Map<String, String> settings = tenants("one", "test");
            settings.put("SCHEMATA_TENANTS_ONE_SCHEMA", schema);
            assertNotEquals(0, database.migrate(settings, "apply").exitCode(), schema);
        }
    }

    @Test
    void waitsForAnotherMigrateOrSaysSo() throws SQLException {
        try (Connection other = database.owner();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('schemata:s_one', 0))");
            Program.Ended busy = database.migrate(tenants("one", "test"), "apply", "--wait-seconds", "1");
            assertEquals(1, busy.exitCode());
            assertTrue(busy.output().contains("another migrate is at work here"), busy::output);
        }
        assertEquals(0, database.migrate(tenants("one", "test"), "apply").exitCode());
    }

    @Test
    void migratesOnceWhenTwoAreStartedAtOnce() throws Exception {
        File log = File.createTempFile("migrate", ".log");
        Process one = database.startMigrate(tenants("one", "test"), log, "apply");
        Program.Ended two = database.migrate(tenants("one", "test"), "apply");
        assertEquals(0, one.waitFor(), () -> read(log));
        assertEquals(0, two.exitCode(), two::output);
        assertEquals(Integer.toString(CHANGES), database.query("select count(*) from s_one.databasechangelog"));
    }

    @Test
    void goesOnWhereAKilledOneStopped() throws Exception {
        // The lock stands in the way of the first policy, so the run is surely in its middle when it is killed.
        File log = File.createTempFile("migrate", ".log");
        try (Connection blocker = database.owner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table pg_catalog.pg_policy in share mode");
            Process killed = database.startMigrate(tenants("one", "test"), log, "apply");
            database.await(
                    "select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'schemata-migrate'");
            killed.destroyForcibly().waitFor();
            blocker.rollback();
        }
        Program.Ended again = database.migrate(tenants("one", "test"), "apply");
        assertEquals(0, again.exitCode(), again::output);
        assertEquals(Integer.toString(CHANGES), database.query("select count(*) from s_one.databasechangelog"));
    }

    /** Tenants as environment variables: name, stage, name, stage … */
    private static Map<String, String> tenants(String... namesAndStages) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndStages.length; i += 2) {
            String prefix = "schemata.tenants.%s.".formatted(namesAndStages[i]);
            settings.put(prefix + "schema", "s_" + namesAndStages[i]);
            settings.put(prefix + "blueprint", "video-studio");
            settings.put(prefix + "stage", namesAndStages[i + 1]);
        }
        return Settings.asEnvironment(settings);
    }

    private static String read(File log) {
        try {
            return Files.readString(log.toPath());
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
