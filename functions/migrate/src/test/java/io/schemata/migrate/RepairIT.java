package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import io.schemata.testing.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Drift is taken away by a plan that can be read first, all of it or nothing, and no data goes unasked. */
@Timeout(120)
class RepairIT {
    private static final Pattern PLAN_ID = Pattern.compile("-- plan id: ([0-9a-f]{16})");
    private static final String DRIFT = "alter table s_one.jobs disable row level security;"
            + " drop index s_one.idx_jobs_user; alter table s_one.projects alter column title drop not null;"
            + " drop table s_one.assets; grant update on s_one.credit_accounts to authenticated;"
            + " create or replace function s_one.welcome_credits() returns integer language plpgsql"
            + " set search_path = s_one, pg_temp as $$ begin return 1000; end $$;";
    /** How many of them are there. */
    private static final String DRIFTED =
            "select (not relrowsecurity)::int + (to_regclass('s_one.idx_jobs_user') is null)::int"
                    + " + (to_regclass('s_one.assets') is null)::int + (select (not attnotnull)::int from pg_attribute"
                    + " where attrelid = 's_one.projects'::regclass and attname = 'title')"
                    + " + has_table_privilege('authenticated', 's_one.credit_accounts', 'update')::int"
                    + " + (s_one.welcome_credits() = 1000)::int from pg_class where oid = 's_one.jobs'::regclass";

    private static final int KILLS = Integer.getInteger("schemata.kills", 2);
    private static final int LONGEST_RUN_MILLISECONDS = 4000;
    private static final String TEAMS_OWN =
            "create table s_one.tags (id uuid primary key, job_id uuid references s_one.jobs);"
                    + " create view s_one.own_jobs with (security_invoker = true) as select id, progress from s_one.jobs;"
                    + " grant select on s_one.own_jobs to authenticated; alter table s_one.tags enable row level security;"
                    + " create policy \"All see tags\" on s_one.tags for select to authenticated using (true);"
                    + " create index on s_one.tags (job_id);";
    private static final String USER = "insert into auth.users (id) values ('00000000-0000-4000-8000-000000000001');";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase(
            empty -> assertEquals(0, empty.migrate(tenants("test"), "apply").exitCode()));

    @Test
    void takesAwayWhatDriftedAndLeavesWhatIsTheTeamsOwn() throws SQLException {
        database.execute("alter table s_one.jobs alter column progress type smallint;" + TEAMS_OWN + DRIFT);
        Program.Ended planned = migrate("repair", "one", "--plan");
        assertEquals(0, planned.exitCode(), planned::output);
        assertTrue(planned.output().contains("alter table jobs alter column progress type integer"), planned::output);
        assertEquals(1, migrate("validate", "--tenant", "one").exitCode(), "a plan changes nothing");

        Program.Ended repaired = migrate("repair", "one");
        assertEquals(0, repaired.exitCode(), repaired::output);
        assertTrue(repaired.output().contains("one (schema s_one): repaired by "), repaired::output);
        assertEquals(0, migrate("validate", "--tenant", "one").exitCode());
        assertEquals(
                "integer",
                database.query("select atttypid::regtype from pg_attribute"
                        + " where attrelid = 's_one.own_jobs'::regclass and attname = 'progress'"));
        assertEquals("t", database.query("select has_table_privilege('authenticated', 's_one.own_jobs', 'select')"));

        Program.Ended again = migrate("repair", "one");
        assertEquals(0, again.exitCode(), again::output);
        assertTrue(again.output().contains("one (schema s_one): nothing to repair"), again::output);
    }

    @Test
    void losesDataOnlyWhenThatIsAllowed() throws SQLException {
        database.execute(DRIFT + USER + "alter table s_one.projects add column note text;"
                + " create index projects_note_idx on s_one.projects (note);"
                + " alter table s_one.profiles add column stray bigint generated always as identity;"
                + " insert into s_one.projects (user_id, title, prompt_text, niche_preset, note)"
                + " select id, 'a', 'b', 'facts', 'kept' from auth.users");
        Program.Ended careful = migrate("repair", "one");
        assertEquals(1, careful.exitCode(), careful::output);
        assertTrue(
                careful.output()
                        .contains("left  column projects.note: --allow-loss takes it away, with column note of"),
                careful::output);
        assertEquals("kept", database.query("select note from s_one.projects"));
        assertEquals("t", database.query("select relrowsecurity from pg_class where oid = 's_one.jobs'::regclass"));

        Program.Ended allowed = migrate("repair", "one", "--allow-loss");
        assertEquals(0, allowed.exitCode(), allowed::output);
        assertEquals(0, migrate("validate", "--tenant", "one", "--strict").exitCode());
        assertEquals("1", database.query("select count(*) from s_one.projects"));
    }

    @Test
    void takesTheTeamsOwnAwayOnlyWhenItIsStrictAndMayLose() throws SQLException {
        database.execute(TEAMS_OWN);
        Program.Ended strict = migrate("repair", "one", "--strict");
        assertEquals(1, strict.exitCode(), strict::output);
        assertTrue(strict.output().contains("left  table tags: --allow-loss takes it away"), strict::output);
        assertEquals("t", database.query("select to_regclass('s_one.own_jobs') is null"));
        assertEquals(
                "1",
                database.query("select count(*) from pg_constraint"
                        + " where conrelid = 's_one.tags'::regclass and contype = 'f'"));
        assertEquals(0, migrate("repair", "one", "--strict", "--allow-loss").exitCode());
        assertEquals("t", database.query("select to_regclass('s_one.tags') is null"));
    }

    @Test
    void productionNeedsTheIdOfThePlanThatWasRead() throws SQLException {
        database.execute(DRIFT);
        Map<String, String> production = tenants("production");
        Program.Ended refused = database.migrate(production, "repair", "one", "--approve", "0000000000000000");
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("production needs --approve"), refused::output);
        String id = planId(production);

        database.execute("drop index s_one.idx_jobs_status");
        assertEquals(
                2,
                database.migrate(production, "repair", "one", "--approve", id).exitCode(),
                "more has drifted");
        assertEquals(
                0,
                database.migrate(production, "repair", "one", "--approve", planId(production))
                        .exitCode());
        Program.Ended nothing = database.migrate(production, "repair", "one");
        assertEquals(0, nothing.exitCode(), "nothing to do needs no approval");
    }

    @Test
    void refusesWhatIsNotRepaired() throws SQLException {
        assertRefused(tenants("development"), "tenant 'one' is not for repair: its stage is development");
        assertRefused(tenants("service"), "tenant 'one' is not for repair: its stage is service");
        database.execute("delete from s_one.databasechangelog where filename like '%credit_balance.sql'");
        assertRefused(tenants("test"), "tenant 'one' has pending or edited changes");
        Program.Ended unknown = migrate("repair", "three");
        assertEquals(2, unknown.exitCode(), unknown::output);
    }

    @Test
    void aStatementThatFailsTakesAllBack() throws SQLException {
        database.execute(DRIFT + USER + "insert into s_one.projects (user_id, prompt_text, niche_preset)"
                + " select id, 'b', 'facts' from auth.users");
        Program.Ended failed = migrate("repair", "one");
        assertEquals(1, failed.exitCode(), failed::output);
        assertTrue(
                failed.output().contains("column \"title\" of relation \"projects\" contains null values"),
                failed::output);
        assertTrue(
                failed.output().contains("the statement: alter table projects alter column title set not null"),
                failed::output);
        assertEquals("f", database.query("select relrowsecurity from pg_class where oid = 's_one.jobs'::regclass"));
    }

    @Test
    void aValueThatAnEnumLacksIsThereForWhatUsesIt() throws SQLException {
        database.execute("alter table s_one.jobs alter column status drop default;"
                + " drop index if exists s_one.idx_jobs_status;"
                + " delete from pg_enum where enumtypid = 's_one.job_status'::regtype and enumlabel = 'QUEUED'");
        Program.Ended repaired = migrate("repair", "one");
        assertEquals(0, repaired.exitCode(), repaired::output);
        assertEquals(0, migrate("validate", "--tenant", "one").exitCode());
    }

    @Test
    void whatDependsInAnotherSchemaIsNamedAndStays() throws SQLException {
        database.execute(
                DRIFT + "create table s_one.stray (id int); create schema other;"
                        + " create view other.jobs as select id, status from s_one.jobs;"
                        + " alter table s_one.jobs add column stray int; create view other.strays as select stray from s_one.jobs");
        Program.Ended failed = migrate("repair", "one", "--allow-loss");
        assertEquals(1, failed.exitCode(), failed::output);
        assertTrue(failed.output().contains("view other.strays depends on column stray"), failed::output);
        assertEquals("2", database.query("select count(*) from pg_views where schemaname = 'other'"));
    }

    @Test
    void aLockedTableIsNotWaitedForLongAndTheSessionIsNamed() throws SQLException {
        database.execute(DRIFT);
        try (Connection other = database.owner();
                Statement reader = other.createStatement()) {
            other.setAutoCommit(false);
            reader.execute("select count(*) from s_one.projects");
            String pid = database.query("select pid from pg_locks where relation = 's_one.projects'::regclass");
            Map<String, String> impatient = new HashMap<>(tenants("test"));
            impatient.put("SCHEMATA_MIGRATE_LOCK_TIMEOUT", "300ms");
            Program.Ended failed = database.migrate(impatient, "repair", "one");
            assertEquals(1, failed.exitCode(), failed::output);
            assertTrue(
                    failed.output().contains("projects is locked by session %s of postgres".formatted(pid)),
                    failed::output);

            reader.execute("lock table s_one.projects in access exclusive mode");
            assertEquals(1, database.migrate(impatient, "repair", "one").exitCode());
        }
        assertEquals(0, migrate("repair", "one").exitCode());
    }

    @Test
    void aKilledRepairLeavesTheSchemaAsItWas() throws Exception {
        database.execute(DRIFT);
        try (Connection other = database.owner();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table s_one.credit_accounts in access exclusive mode");
            Process repair =
                    database.startMigrate(tenants("test"), folder.resolve("log").toFile(), "repair", "one");
            database.await("select exists (select from pg_locks where not granted"
                    + " and relation = 's_one.credit_accounts'::regclass)");
            repair.destroyForcibly();
            assertTrue(repair.waitFor(20, TimeUnit.SECONDS));
        }
        assertEquals("f", database.query("select relrowsecurity from pg_class where oid = 's_one.jobs'::regclass"));
        assertEquals(0, migrate("repair", "one").exitCode());
        assertEquals(0, migrate("validate", "--tenant", "one").exitCode());
    }

    @Test
    @Timeout(600)
    void aRepairThatIsKilledAtAnyMomentHasDoneAllOrNothing() throws Exception {
        Random random = new Random(14);
        for (int kill = 0; kill < KILLS; kill++) {
            database.execute(DRIFT);
            Process repair =
                    database.startMigrate(tenants("test"), folder.resolve("log").toFile(), "repair", "one");
            repair.waitFor(random.nextInt(LONGEST_RUN_MILLISECONDS), TimeUnit.MILLISECONDS);
            repair.destroyForcibly();
            assertTrue(repair.waitFor(20, TimeUnit.SECONDS));
            database.await("select not exists (select from pg_locks where locktype = 'advisory')");
            assertTrue(List.of("0", "6").contains(database.query(DRIFTED)), () -> "killed " + repair.info());
            assertEquals(0, migrate("repair", "one").exitCode());
            assertEquals("0", database.query(DRIFTED));
        }
    }

    private void assertRefused(Map<String, String> tenants, String message) {
        Program.Ended refused = database.migrate(tenants, "repair", "one");
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains(message), refused::output);
        assertFalse(refused.output().contains("Exception"), refused::output);
    }

    private String planId(Map<String, String> tenants) {
        String output = database.migrate(tenants, "repair", "one", "--plan").output();
        return PLAN_ID.matcher(output).results().findFirst().orElseThrow().group(1);
    }

    private Program.Ended migrate(String... arguments) {
        return database.migrate(tenants("test"), arguments);
    }

    private static Map<String, String> tenants(String stage) {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("one")) {
            settings.put("schemata.tenants.%s.schema".formatted(name), "s_" + name);
            settings.put(
                    "schemata.tenants.%s.blueprint".formatted(name),
                    stage.equals("service") ? "service" : "video-studio");
            settings.put("schemata.tenants.%s.stage".formatted(name), stage);
        }
        return Settings.asEnvironment(settings);
    }
}
