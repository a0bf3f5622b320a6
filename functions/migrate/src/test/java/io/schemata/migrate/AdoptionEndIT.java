package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An adoption comes to its end whatever happens meanwhile, or everything is as it was; and nothing new goes with it unasked. */
@Tag("slow")
@Timeout(180)
class AdoptionEndIT {
    private static final Pattern PLAN_ID = Pattern.compile("-- plan id: ([0-9a-f]{16})");
    private static final int KILLS = Integer.getInteger("schemata.kills", 2);
    private static final int LONGEST_RUN_MILLISECONDS = 5000;
    /** All that a schema and auth have, but for object ids: what pg_dump would write, nearly. */
    private static final String ROWS = "select string_agg(format('%s %s', relname, query_to_xml(format("
            + "'select count(*), sum(hashtextextended(t::text, 0)::numeric) from %s as t', pg_class.oid::regclass),"
            + " false, true, '')), chr(10) order by relname) from pg_class join pg_namespace on pg_namespace.oid = relnamespace"
            + " where nspname in ('public', 'auth') and relkind = 'r'";

    private static final String USER_TRIGGERS = "select string_agg(pg_get_triggerdef(oid), chr(10) order by tgname)"
            + " from pg_trigger where tgrelid = 'auth.users'::regclass and not tgisinternal";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final EmptyDatabase database =
            new EmptyDatabase(empty -> empty.execute(OldSchemas.sql("users") + OldSchemas.sql("video-prd")));

    @Test
    void undoGivesBackWhatWasThere() throws SQLException {
        String structure = structure();
        String rows = database.query(ROWS);
        String triggers = database.query(USER_TRIGGERS);
        assertEquals(0, studio("adopt", "studio", "--open-holds", "keep").exitCode());
        Program.Ended undone = studio("adopt", "studio", "--undo");
        assertEquals(0, undone.exitCode(), undone::output);
        assertEquals(structure, structure());
        assertEquals(rows, database.query(ROWS));
        assertEquals(triggers, database.query(USER_TRIGGERS));
        database.execute("insert into auth.users (email) values ('new@example.com')");
        assertEquals("51", database.query("select count(*) from profiles"), "the old function is at work again");
    }

    @Test
    void aUserCanBeDeletedThoughTheOldTablesAreReadOnly() throws SQLException {
        assertEquals(0, studio("adopt", "studio", "--open-holds", "release").exitCode());
        database.execute("delete from auth.users where id = md5('user 50')::uuid");
        assertEquals(
                "0", database.query("select count(*) from public_before.profiles where id = md5('user 50')::uuid"));
        assertThrows(SQLException.class, () -> database.execute("delete from public_before.profiles"));
    }

    @Test
    void whatWasWrittenSinceIsNotUndoneUnasked() throws SQLException {
        assertEquals(0, studio("adopt", "studio", "--open-holds", "keep").exitCode());
        database.execute(
                "insert into projects (user_id, title, prompt_text, niche_preset) select id, 'a', 'b', 'facts' from profiles");
        Program.Ended refused = studio("adopt", "studio", "--undo");
        assertEquals(1, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("rows were written since in projects"), refused::output);
        assertEquals(0, studio("adopt", "studio", "--undo", "--allow-loss").exitCode());
        assertEquals("40", database.query("select count(*) from projects"));
    }

    @Test
    void whatIsFinishedStays() throws SQLException {
        assertEquals(2, studio("adopt", "studio", "--finish").exitCode(), "it was not begun");
        assertEquals(0, studio("adopt", "studio", "--open-holds", "keep").exitCode());
        assertTrue(studio("status").output().contains("an adoption is not finished: adopted"));
        assertEquals(2, studio("adopt", "studio").exitCode(), "it is adopted");
        assertEquals(0, studio("adopt", "studio", "--finish").exitCode());
        assertEquals(2, studio("adopt", "studio", "--undo").exitCode());
        assertFalse(database.query(USER_TRIGGERS).contains("handle_new_user"));
        database.execute("drop schema public_before cascade");
        assertEquals(0, studio("validate", "--strict").exitCode());
    }

    @Test
    void whileItIsUnderWayNothingElseIsDoneToTheTenant() throws Exception {
        killedWhileItCopies();
        assertTrue(studio("status").output().contains("an adoption is not finished: made"));
        for (String command : new String[] {"apply", "repair studio", "baseline studio"}) {
            Program.Ended refused = studio(command.split(" "));
            assertNotEquals(0, refused.exitCode(), command);
            assertTrue(refused.output().contains("an adoption of tenant 'studio' is under way"), refused::output);
        }
        Program.Ended other = studio("adopt", "studio", "--open-holds", "release");
        assertEquals(2, other.exitCode(), other::output);
        assertTrue(
                other.output().contains("was begun from schema public with other options (--open-holds keep)"),
                other::output);
        assertEquals("f", database.query("select has_schema_privilege('authenticated', 'public', 'usage')"));
        database.execute("insert into auth.users (email, email_confirmed_at) values ('meanwhile@example.com', now())");
        assertEquals(0, studio("adopt", "studio").exitCode(), "it goes on");
        assertEquals(
                "10",
                database.query(
                        "select available from credit_accounts join auth.users on id = user_id where email like 'meanwhile%'"));
        assertEquals("t", database.query("select has_schema_privilege('authenticated', 'public', 'usage')"));
        assertEquals(0, studio("validate", "--strict").exitCode());
    }

    @Test
    @Timeout(1200)
    void anAdoptionThatIsKilledAtAnyMomentIsGoneOnWithOrTakenBack() throws Exception {
        String structure = structure();
        String rows = database.query(ROWS);
        String triggers = database.query(USER_TRIGGERS);
        Random random = new Random(14);
        for (int kill = 0; kill < KILLS; kill++) {
            Process adopt = database.startMigrate(
                    OldSchemas.studio(), folder.resolve("log").toFile(), "adopt", "studio", "--open-holds", "keep");
            adopt.waitFor(random.nextInt(LONGEST_RUN_MILLISECONDS), TimeUnit.MILLISECONDS);
            adopt.destroyForcibly();
            assertTrue(adopt.waitFor(20, TimeUnit.SECONDS));
            database.await("select not exists (select from pg_locks where locktype = 'advisory')");
            if (kill % 2 == 0) {
                studio("adopt", "studio", "--open-holds", "keep"); // goes on, begins, or is done already
                assertEquals(
                        "1540,160", database.query("select sum(available) || ',' || sum(held) from credit_accounts"));
                assertEquals("0", database.query("select count(*) from credit_discrepancies"));
                assertEquals(0, studio("validate", "--strict").exitCode());
            }
            studio("adopt", "studio", "--undo"); // or nothing was begun
            assertEquals(structure, structure());
            assertEquals(rows, database.query(ROWS));
            assertEquals(triggers, database.query(USER_TRIGGERS));
        }
    }

    @Test
    void aLostSignUpIsNamedBeforeItIsLost() throws Exception {
        killedWhileItCopies();
        database.execute("insert into auth.users (email, email_confirmed_at) values ('meanwhile@example.com', now())");
        Program.Ended refused = studio("adopt", "studio", "--undo");
        assertEquals(1, refused.exitCode(), refused::output);
        assertTrue(
                refused.output().contains("1 users signed up since, whom the old functions have not set up"),
                refused::output);
        assertTrue(
                refused.output().contains(database.query("select id from auth.users where email like 'meanwhile%'")));
        Program.Ended undone = studio("adopt", "studio", "--undo", "--allow-loss");
        assertEquals(0, undone.exitCode(), undone::output);
        assertTrue(undone.output().contains("1 users signed up since"), undone::output);
    }

    @Test
    void whatCameSinceIsNamedBeforeItIsLost() throws SQLException {
        database.execute("alter table jobs drop column error_message");
        assertEquals(0, studio("adopt", "studio", "--open-holds", "keep").exitCode());
        database.execute("update jobs set error_message = 'important' where status = 'FAILED'; create schema other;"
                + " create view other.titles as select title from projects");
        Program.Ended refused = studio("adopt", "studio", "--undo");
        assertEquals(1, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("rows were written since in jobs"), refused::output);
        assertTrue(refused.output().contains("rule _RETURN on view other.titles uses"), refused::output);
        database.execute("drop table public_before.assets");
        Program.Ended gone = studio("adopt", "studio", "--undo", "--plan");
        assertTrue(gone.output().contains("-- loses: of the old tables there are no more: assets"), gone::output);
        assertEquals("160", database.query("select count(*) from jobs"), "nothing was changed");
    }

    @Test
    void whatIsInOtherSchemasIsNamedBeforeItGoesToo() throws SQLException {
        assertEquals(0, studio("adopt", "studio", "--open-holds", "keep").exitCode());
        database.execute("create schema other; create table other.log (id int, status public.job_status);"
                + " alter table public.assets add extra text; create table public.mine (id int);"
                + " alter table public.profiles drop avatar_url");
        Program.Ended refused = studio("adopt", "studio", "--undo");
        assertEquals(1, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("column status of table other.log uses type job_status"), refused::output);
        assertTrue(refused.output().contains("made since: column assets.extra"), refused::output);
        assertTrue(refused.output().contains("made since: table mine"), refused::output);
        assertTrue(refused.output().contains("rows were written since in profiles"), refused::output);
        assertEquals(0, studio("adopt", "studio", "--undo", "--allow-loss").exitCode());
    }

    @Test
    void rowsOfTheTimeBetweenAreNotLostEither() throws Exception {
        killedWhileItCopies();
        database.execute(
                "insert into public.draft_claims (user_id, key, session_token) select id, 'key', 'token' from auth.users limit 1");
        Program.Ended refused = studio("adopt", "studio", "--undo");
        assertEquals(1, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("rows were written since in draft_claims"), refused::output);
    }

    @Test
    void aTriggerThatCameSinceStays() throws SQLException {
        Map<String, String> from = OldSchemas.tenant("studio", "studio", "video-studio", "test");
        assertEquals(
                0,
                database.migrate(from, "adopt", "studio", "--from", "public", "--open-holds", "keep")
                        .exitCode());
        database.execute(
                "create function public.to_crm() returns trigger language plpgsql as $$ begin return new; end $$;"
                        + " create trigger crm after insert on auth.users for each row execute function public.to_crm()");
        assertEquals(0, database.migrate(from, "adopt", "studio", "--finish").exitCode());
        String triggers = database.query(USER_TRIGGERS);
        assertTrue(triggers.contains("to_crm"), triggers);
        assertFalse(triggers.contains("handle_new_user"), triggers);
    }

    @Test
    void whereTheClockIsSetHasNoPartInIt() throws SQLException {
        Map<String, String> berlin = new HashMap<>(OldSchemas.studio());
        berlin.put("TZ", "Europe/Berlin");
        assertEquals(0, studio("adopt", "studio", "--open-holds", "keep").exitCode());
        Program.Ended undone = database.migrate(berlin, "adopt", "studio", "--undo");
        assertEquals(0, undone.exitCode(), undone::output);
    }

    @Test
    void productionIsTakenBackByAnApprovedPlan() throws SQLException {
        assertEquals(0, studio("adopt", "studio", "--open-holds", "keep").exitCode());
        Map<String, String> production = OldSchemas.tenant("studio", "public", "video-studio", "production");
        Program.Ended unapproved = database.migrate(production, "adopt", "studio", "--undo");
        assertEquals(2, unapproved.exitCode(), unapproved::output);
        assertTrue(unapproved.output().contains("production needs --approve"), unapproved::output);
        String plan = database.migrate(production, "adopt", "studio", "--undo", "--plan")
                .output();
        assertTrue(plan.contains("drop schema if exists \"public\" cascade"), plan);
        String id = PLAN_ID.matcher(plan).results().findFirst().orElseThrow().group(1);
        assertEquals(
                0,
                database.migrate(production, "adopt", "studio", "--undo", "--approve", id)
                        .exitCode());
    }

    /** With nothing but the notes of what is copied locked, so that it stands still in the middle of its first tables. */
    private void killedWhileItCopies() throws Exception {
        assertEquals(0, studio("adopt", "studio", "--open-holds", "keep").exitCode());
        assertEquals(0, studio("adopt", "studio", "--undo").exitCode(), "what all tenants need stays");
        try (Connection other = database.owner();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table schemata.adopted_tables in exclusive mode");
            Process adopt = database.startMigrate(
                    OldSchemas.studio(), folder.resolve("log").toFile(), "adopt", "studio", "--open-holds", "keep");
            while (!"t"
                    .equals(database.query("select exists (select from pg_locks where not granted"
                            + " and relation = 'schemata.adopted_tables'::regclass)"))) {
                assertTrue(adopt.isAlive());
            }
            adopt.destroyForcibly();
            assertTrue(adopt.waitFor(20, TimeUnit.SECONDS));
        }
        database.await("select not exists (select from pg_locks where locktype = 'advisory')");
    }

    private String structure() {
        Program.Ended extracted = studio("extract", "schema:public");
        assertEquals(0, extracted.exitCode(), extracted::output);
        return extracted.output();
    }

    private Program.Ended studio(String... arguments) {
        return database.migrate(OldSchemas.studio(), arguments);
    }
}
