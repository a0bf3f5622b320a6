package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import io.schemata.testing.Settings;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A schema that is there already as its blueprint makes it becomes a tenant by its history alone. */
@Tag("slow")
class BaselineIT {
    private static final Pattern PLAN_ID = Pattern.compile("-- plan id: ([0-9a-f]{16})");
    private static final String HISTORY = "drop table s_one.databasechangelog, s_one.databasechangeloglock";

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase(
            empty -> assertEquals(0, empty.migrate(tenants("test"), "apply").exitCode()));

    @Test
    void aSchemaThatLostItsHistoryHasItAgain() throws SQLException {
        String changes = database.query("select count(*) from s_one.databasechangelog");
        database.execute(HISTORY + "; create table s_one.tags (id int); drop schema schemata cascade");
        assertEquals(2, migrate("apply").exitCode(), "its tables are in the way");

        Program.Ended noted = migrate("baseline", "one");
        assertEquals(0, noted.exitCode(), noted::output);
        assertTrue(
                noted.output().contains("one (schema s_one): noted %s changes as applied".formatted(changes)),
                noted::output);
        assertEquals(changes, database.query("select count(*) from s_one.databasechangelog"));
        assertEquals(0, migrate("apply").exitCode());
        assertEquals(0, migrate("repair", "one").exitCode());
        Program.Ended again = migrate("baseline", "one");
        assertEquals(2, again.exitCode(), again::output);
        assertTrue(again.output().contains("has a history of %s changes already".formatted(changes)), again::output);
    }

    @Test
    void whatDiffersIsListedAndNothingIsNoted() throws SQLException {
        database.execute(HISTORY + "; drop index s_one.idx_jobs_user; alter table s_one.projects add note text");
        Program.Ended refused = migrate("baseline", "one");
        assertEquals(1, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("differs  index idx_jobs_user"), refused::output);
        assertTrue(refused.output().contains("differs  column projects.note"), refused::output);
        assertEquals("t", database.query("select to_regclass('s_one.databasechangelog') is null"));
    }

    @Test
    void aCopyWithoutTheRowsThatChangesMakeIsRefused() throws SQLException {
        database.execute(HISTORY + "; truncate s_one.welcome_keys");
        Program.Ended refused = migrate("baseline", "one");
        assertEquals(1, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("table welcome_keys is empty"), refused::output);
    }

    @Test
    void productionNeedsApprovalAndDevelopmentIsNeverWritten() throws SQLException {
        database.execute(HISTORY);
        Map<String, String> production = tenants("production");
        assertEquals(2, database.migrate(production, "baseline", "one").exitCode());
        String plan = database.migrate(production, "baseline", "one", "--plan").output();
        String id = PLAN_ID.matcher(plan).results().findFirst().orElseThrow().group(1);
        assertEquals(
                2, database.migrate(tenants("development"), "baseline", "one").exitCode());
        assertEquals("t", database.query("select to_regclass('s_one.databasechangelog') is null"));
        assertEquals(
                0,
                database.migrate(production, "baseline", "one", "--approve", id).exitCode());
        assertEquals(2, migrate("baseline", "two").exitCode(), "no such tenant");
    }

    private Program.Ended migrate(String... arguments) {
        return database.migrate(tenants("test"), arguments);
    }

    private static Map<String, String> tenants(String stage) {
        Map<String, String> settings = new HashMap<>();
        settings.put("schemata.tenants.one.schema", "s_one");
        settings.put("schemata.tenants.one.blueprint", "video-studio");
        settings.put("schemata.tenants.one.stage", stage);
        return Settings.asEnvironment(settings);
    }
}
