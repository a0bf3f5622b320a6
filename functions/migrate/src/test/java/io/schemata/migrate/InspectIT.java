package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemata.testing.Program;
import io.schemata.testing.Settings;
import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands that only look, as processes: what they say and how they end. */
class InspectIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase(
            empty -> assertEquals(0, empty.migrate(tenants("test"), "apply").exitCode()));

    @Test
    void validateNamesWhatIsWrongLineByLineAndFails() throws Exception {
        Program.Ended sound = migrate("validate");
        assertEquals(0, sound.exitCode(), sound::output);
        assertTrue(sound.output().contains("  ok    policies as the blueprint says (18)"), sound::output);
        assertTrue(sound.output().contains("3 of 3 tenants are sound"), sound::output);
        assertFalse(sound.output().contains("\u001b"), "no colours where nobody looks");

        database.execute("drop policy \"Users watch their own jobs\" on s_one.jobs");
        Program.Ended faulty = migrate("validate");
        assertEquals(1, faulty.exitCode(), faulty::output);
        assertTrue(faulty.output().contains("  FAIL  policies as the blueprint says (18)"), faulty::output);
        assertTrue(faulty.output().contains("    missing: \"Users watch their own jobs\" on jobs"), faulty::output);
        assertTrue(faulty.output().contains("    jobs: row level security without a policy"), faulty::output);
        assertTrue(faulty.output().contains("2 of 3 tenants are sound"), faulty::output);
        assertEquals(0, migrate("validate", "--tenant", "two").exitCode());

        JsonNode one = json("validate", "--tenant", "one").at("/tenants/0");
        assertFalse(one.get("sound").asBoolean());
        assertEquals(
                List.of("policies as the blueprint says", "every table says by a policy who may see its rows"),
                failed(one));
    }

    @Test
    void statusTellsDrift() throws Exception {
        assertEquals("no", drift());
        database.execute("alter table s_one.jobs disable row level security");
        assertEquals("yes", drift());
    }

    /** Lost where the session waits for a lock on the first tenant's history. */
    @Test
    void aLostSessionFailsItsTenantAlone() throws Exception {
        File log = File.createTempFile("status", ".log");
        try (Connection blocker = database.owner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table s_one.databasechangelog in access exclusive mode");
            Process status = database.startMigrate(tenants("test"), log, "status");
            String waiting =
                    "from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'schemata-migrate'";
            database.await("select count(*) > 0 " + waiting);
            database.query("select pg_terminate_backend(pid) " + waiting);
            assertEquals(1, status.waitFor(), () -> Program.said(log));
            blocker.rollback();
        }
        String said = Program.said(log);
        assertEquals(
                1,
                said.lines().filter(line -> line.contains("could not be read")).count(),
                said);
        assertTrue(said.lines().anyMatch(line -> line.startsWith("two ") && line.contains("  no  ")), said);
    }

    @Test
    void whatIsNotThereYetCannotPass() throws SQLException {
        database.execute("drop schema s_one cascade; drop schema schemata cascade");
        Program.Ended ended = migrate("validate");
        assertEquals(1, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains("there is no schema \"s_one\" yet: run apply"), ended::output);
        assertEquals("0", database.query("select count(*) from pg_namespace where nspname in ('s_one', 'schemata')"));
    }

    @Test
    void lookingNeedsNoStageAndChangesNothing() throws SQLException {
        Map<String, String> development = tenants("development");
        assertEquals(
                0,
                database.migrate(development, "validate", "--tenant", "one,two").exitCode());
        assertEquals(0, database.migrate(development, "compare", "one", "two").exitCode());
        assertEquals("0", database.query("select count(*) from pg_namespace where nspname = 'schemata_reference'"));
        database.execute("drop schema s_two cascade");
        Program.Ended ended = database.migrate(development, "validate", "--tenant", "two");
        assertEquals(0, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains("a development schema is its developers' to make"), ended::output);
    }

    @Test
    void whatATeamHasBesideTheBlueprintIsShownAndNoFindingUnlessStrict() throws Exception {
        database.execute("create table s_one.tags (id uuid primary key, name text);"
                + " alter table s_one.tags enable row level security;"
                + " create policy \"All see tags\" on s_one.tags for select to authenticated using (true);"
                + " create index tags_name_idx on s_one.tags (name); grant select on s_one.tags to authenticated");
        Program.Ended sound = migrate("validate", "--tenant", "one");
        assertEquals(0, sound.exitCode(), sound::output);
        assertTrue(sound.output().contains("beside the blueprint, of its own: table tags"), sound::output);
        assertFalse(json("status", "--tenant", "one").at("/tenants/0/drift").asBoolean());
        Program.Ended strict = migrate("validate", "--tenant", "one", "--strict");
        assertEquals(1, strict.exitCode(), strict::output);
        assertTrue(strict.output().contains("not in the blueprint: tags"), strict::output);

        database.execute("create policy \"All see jobs\" on s_one.jobs for select to authenticated using (true);"
                + " create function s_one.job_owner(text) returns uuid language sql as 'select null::uuid';"
                + " create table s_one.more_profiles () inherits (s_one.profiles)");
        Program.Ended drifted = migrate("validate", "--tenant", "one");
        assertEquals(1, drifted.exitCode(), drifted::output);
        assertTrue(drifted.output().contains("not in the blueprint: \"All see jobs\" on jobs"), drifted::output);
        assertTrue(drifted.output().contains("not in the blueprint: job_owner(text)"), drifted::output);
        assertTrue(drifted.output().contains("not in the blueprint: more_profiles"), drifted::output);
        assertTrue(json("status", "--tenant", "one").at("/tenants/0/drift").asBoolean());
    }

    @Test
    void compareShowsWhatDiffersAndSaysItByItsExitCode() throws Exception {
        Program.Ended equal = migrate("compare", "one", "two");
        assertEquals(0, equal.exitCode(), equal::output);
        assertTrue(equal.output().contains("one and two: no difference"), equal::output);

        database.execute("alter table s_two.jobs alter column progress type bigint; create table s_two.more (id int);"
                + " drop index s_two.idx_jobs_status;"
                + " create or replace function s_two.welcome_credits() returns integer language plpgsql"
                + " set search_path = s_two, pg_temp as $$ begin return 1000; end $$");
        Program.Ended different = migrate("compare", "one", "two");
        assertEquals(1, different.exitCode(), different::output);
        assertFalse(different.output().contains("- SET search_path"), "where they differ in their own names alone");
        for (String line : List.of(
                "  + more               only in two",
                "  ~ jobs.progress",
                "      -progress integer default 0 not null",
                "      +progress bigint default 0 not null",
                "  - idx_jobs_status    only in one",
                "  ~ welcome_credits()")) {
            assertTrue(
                    different.output().contains(line + System.lineSeparator()),
                    () -> line + " in " + different.output());
        }
        assertEquals(1, migrate("compare", "two").exitCode(), "with its blueprint");
        assertEquals(0, migrate("compare", "one", "blueprint:video-studio").exitCode());
        assertEquals(
                "idx_jobs_status",
                json("compare", "schema:s_one", "schema:s_two").at("/differences").findValuesAsText("name").stream()
                        .filter(name -> name.startsWith("idx"))
                        .findFirst()
                        .orElse(null));
    }

    @Test
    void whatCannotBeToldIsNoDifference() throws SQLException {
        assertEquals(2, migrate("compare", "one", "three").exitCode(), "no such tenant");
        assertEquals(2, migrate("compare", "one", "blueprint:../platform").exitCode());
        assertEquals(2, migrate("compare", "schema:s_one").exitCode());
        assertEquals(2, migrate("extract", "blueprint:mode").exitCode());
        assertEquals(2, migrate("extract", "one", "--diagram", "--json").exitCode());
        database.execute("drop schema s_one cascade");
        Program.Ended none = migrate("compare", "one", "two");
        assertEquals(3, none.exitCode(), none::output);
        assertTrue(none.output().contains("there is no schema \"s_one\""), none::output);
        assertEquals(3, migrate("extract", "one").exitCode());
    }

    @Test
    void anExtractIsReplayedAndADiagramDrawn() throws SQLException {
        Program.Ended script = migrate("extract", "one", "--as", "s_three");
        assertEquals(0, script.exitCode(), script::output);
        database.execute(script.output().substring(script.output().indexOf("-- The structure of schema")));
        assertEquals(0, migrate("compare", "two", "schema:s_three").exitCode());

        String diagram = migrate("extract", "one", "--diagram").output();
        assertTrue(diagram.contains("erDiagram"), diagram);
        assertTrue(diagram.contains("  \"projects\" ||--o{ \"jobs\" : \"project_id\""), diagram);
        assertTrue(diagram.contains("    uuid project_id FK"), diagram);
    }

    private String drift() throws Exception {
        JsonNode drift = json("status", "--tenant", "one").at("/tenants/0/drift");
        return drift.isNull() ? "-" : drift.asBoolean() ? "yes" : "no";
    }

    private static List<String> failed(JsonNode tenant) {
        return StreamSupport.stream(tenant.get("checks").spliterator(), false)
                .filter(check -> !check.get("findings").isEmpty())
                .map(check -> check.get("title").asText())
                .toList();
    }

    private JsonNode json(String... arguments) throws Exception {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        String output = migrate(all).output();
        return JSON.readTree(output.substring(output.indexOf('{')));
    }

    private Program.Ended migrate(String... arguments) {
        return database.migrate(tenants("test"), arguments);
    }

    private static Map<String, String> tenants(String stage) {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("one", "two")) {
            String prefix = "schemata.tenants.%s.".formatted(name);
            settings.put(prefix + "schema", "s_" + name);
            settings.put(prefix + "blueprint", "video-studio");
            settings.put(prefix + "stage", stage);
        }
        return Settings.asEnvironment(settings);
    }
}
