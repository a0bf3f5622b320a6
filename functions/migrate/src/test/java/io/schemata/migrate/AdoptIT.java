package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import io.schemata.testing.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A schema with tables and rows of its own becomes a tenant without losing a row or a sign-up, or stays what it was. */
@Timeout(180)
class AdoptIT {
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
    private final EmptyDatabase database = new EmptyDatabase(empty -> empty.execute(fixture("users")));

    @Test
    void aStudioBecomesATenantWithAllItsCreditsJobsAndDrafts() throws SQLException {
        database.execute(fixture("video-prd"));
        Program.Ended unsaid = studio("adopt", "studio");
        assertEquals(2, unsaid.exitCode(), unsaid::output);
        assertTrue(
                unsaid.output().contains("80 entries of type reserve are open, 160 credits together"), unsaid::output);

        Program.Ended adopted = studio("adopt", "studio", "--open-holds", "keep");
        assertEquals(0, adopted.exitCode(), adopted::output);
        assertTrue(adopted.output().contains("credit_ledger: 190 of 190 rows"), adopted::output);
        assertEquals(0, studio("validate", "--strict").exitCode());
        for (String table : "profiles draft_prompts projects jobs job_steps credit_ledger assets".split(" ")) {
            assertEquals(
                    "0",
                    database.query("select (select count(*) from public_before.%s) - (select count(*) from public.%1$s)"
                            .formatted(table)),
                    table);
        }
        assertEquals("1540,160", database.query("select sum(available) || ',' || sum(held) from credit_accounts"));
        assertEquals("1540", database.query("select sum(amount) from credit_ledger"));
        assertEquals("0", database.query("select count(*) from credit_discrepancies"));
        assertEquals(
                "80",
                database.query("select count(*) from credit_reservations where state = 'held' and job_id is not null"));
        assertEquals(
                "0",
                database.query("select count(*) from credit_accounts where available <> (select sum(amount)"
                        + " from public_before.credit_ledger as old where old.user_id = credit_accounts.user_id)"));
    }

    @Test
    void nobodyIsWelcomedTwiceAndSignUpsGoOn() throws SQLException {
        database.execute(fixture("video-prd"));
        assertEquals(0, studio("adopt", "studio", "--open-holds", "release").exitCode());
        database.query("select count(set_up_user(id, null)) from auth.users");
        assertEquals("1700", database.query("select sum(available) from credit_accounts"), "the holds are given back");

        database.execute("insert into auth.users (email, email_confirmed_at) values ('new@example.com', now())");
        assertEquals(
                "10",
                database.query(
                        "select available from credit_accounts join auth.users on id = user_id where email = 'new@example.com'"));
        assertEquals("50", database.query("select count(*) from public_before.profiles"), "the old function rests");
    }

    @Test
    void aDraftIsClaimedByTheTokenThatItWasSavedUnder() throws SQLException {
        database.execute(fixture("video-prd"));
        assertEquals(0, studio("adopt", "studio", "--open-holds", "settle").exitCode());
        assertEquals("0", database.query("select count(*) from draft_prompts where session_token like 'a token%'"));
        assertEquals(
                "3",
                database.query("select count(*) from claim_draft(md5('user 1')::uuid,"
                        + " encode(sha256(convert_to('a token of thirty characters 3', 'UTF8')), 'hex'), null)"));
        assertEquals("1540", database.query("select sum(available) from credit_accounts"), "the holds are charged");
    }

    @Test
    void undoGivesBackWhatWasThere() throws SQLException {
        database.execute(fixture("video-prd"));
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
        database.execute(fixture("video-prd"));
        assertEquals(0, studio("adopt", "studio", "--open-holds", "release").exitCode());
        database.execute("delete from auth.users where id = md5('user 50')::uuid");
        assertEquals(
                "0", database.query("select count(*) from public_before.profiles where id = md5('user 50')::uuid"));
        assertThrows(SQLException.class, () -> database.execute("delete from public_before.profiles"));
    }

    @Test
    void whatWasWrittenSinceIsNotUndoneUnasked() throws SQLException {
        database.execute(fixture("video-prd"));
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
        database.execute(fixture("video-prd"));
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
    void overspentAccountsAreNamedWithWhatToDo() throws SQLException {
        database.execute(fixture("video-prd")
                + "insert into credit_ledger (user_id, type, amount) values (md5('user 7')::uuid, 'usage', -100)");
        Program.Ended named = studio("adopt", "studio", "--open-holds", "settle", "--plan");
        assertEquals(1, named.exitCode(), named::output);
        String user = database.query("select md5('user 7')::uuid");
        assertTrue(named.output().contains("1 accounts fall below zero"), named::output);
        assertTrue(named.output().contains(user), named::output);
        assertEquals("f", database.query("select to_regnamespace('public_before') is not null"), "nothing was changed");

        assertEquals(
                0,
                studio("adopt", "studio", "--open-holds", "settle", "--cover-overdrafts")
                        .exitCode());
        assertEquals("0", database.query("select available from credit_accounts where user_id = '%s'".formatted(user)));
        assertEquals("0", database.query("select count(*) from credit_discrepancies"));
    }

    @Test
    void aCrawlersTablesGoToThoseOfOtherColumns() throws SQLException {
        database.execute(fixture("pixcrawler"));
        Map<String, String> crawler = tenant("crawler", "public", "image-crawler", "test");
        Program.Ended refused = database.migrate(crawler, "adopt", "crawler");
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(
                refused.output().contains("activity_logs: 1 of 21 rows have no place here (user_id is missing)"),
                refused::output);
        Program.Ended adopted = database.migrate(crawler, "adopt", "crawler", "--leave-rows");
        assertEquals(0, adopted.exitCode(), adopted::output);
        assertTrue(adopted.output().contains("profiles: only in the old table: email, role"), adopted::output);
        assertEquals(0, database.migrate(crawler, "validate", "--strict").exitCode());
        assertEquals(
                "20,128,128",
                database.query(
                        "select count(*) || ',' || min(available) || ',' || max(available) from credit_accounts"));
        assertEquals("0", database.query("select count(*) from credit_discrepancies"));
        assertEquals("1610612736", database.query("select min(storage_used_bytes) from usage_metrics"));
        assertEquals("f", database.query("select bool_or(job_notifications) from notification_preferences"));
        assertEquals("User 1", database.query("select display_name from profiles where id = md5('user 1')::uuid"));
        assertEquals(
                "21",
                database.query(
                        "insert into projects (user_id, name) select id, 'next' from profiles limit 1 returning id"));
        database.query("select count(set_up_user(id, null)) from auth.users");
        assertEquals("2560", database.query("select sum(available) from credit_accounts"));
        assertEquals(
                0,
                database.migrate(crawler, "adopt", "crawler", "--undo", "--allow-loss")
                        .exitCode());
        assertEquals("t", database.query("select to_regclass('public.active_projects') is not null"));
    }

    @Test
    void aPlatformsBillIsALedgerInOurWords() throws SQLException {
        database.execute(fixture("mcp"));
        Map<String, String> platform = tenant("platform", "public", "mcp-platform", "test");
        Program.Ended adopted = database.migrate(platform, "adopt", "platform");
        assertEquals(0, adopted.exitCode(), adopted::output);
        assertTrue(adopted.output().contains("only in schema public_before: tool_usage_statistics"), adopted::output);
        assertEquals(
                "grant of add; was add 800,refund of refund 40,usage of consume; was consume -240",
                database.query("select string_agg(text, ',' order by text) from (select format('%s %s %s', type, note,"
                        + " sum(amount)) as text from credit_ledger group by type, note) as entry"));
        assertEquals("600", database.query("select sum(available) from credit_accounts"));
        assertEquals("0", database.query("select count(*) from credit_discrepancies"));
        assertEquals(0, database.migrate(platform, "validate", "--strict").exitCode());
    }

    @Test
    void aCaptionEnvironmentComesFromPublicWhichIsReadOnlySince() throws SQLException {
        database.execute(fixture("captionacc"));
        String structure = structure();
        Map<String, String> caption = tenant("caption", "captionacc_production", "caption-environment", "test");
        Program.Ended adopted = database.migrate(caption, "adopt", "caption", "--from", "public");
        assertEquals(0, adopted.exitCode(), adopted::output);
        assertTrue(adopted.output().contains("only in schema public: storage_events"), adopted::output);
        assertEquals(
                "600",
                database.query(
                        "select count(*) from captionacc_production.video_search_index where search is not null"));
        assertEquals(
                "601",
                database.query("insert into captionacc_production.video_search_index (tenant_id, video_id, frame_index,"
                        + " starts_at_seconds, ends_at_seconds, caption) select tenant_id, id, 99, 0, 1, 'x'"
                        + " from captionacc_production.videos limit 1 returning id"));
        SQLException refused = assertThrows(SQLException.class, () -> database.execute("delete from public.videos"));
        assertTrue(refused.getMessage().contains("public.videos was adopted into another schema"), refused::getMessage);
        assertEquals(
                0,
                database.migrate(caption, "adopt", "caption", "--undo", "--allow-loss")
                        .exitCode());
        assertEquals(structure, structure());
    }

    @Test
    void aModeComesFromPublicWithTablesThatReferToEachOther() throws SQLException {
        database.execute(fixture("modes"));
        Map<String, String> growth = tenant("growth", "growth", "mode", "test");
        Program.Ended adopted = database.migrate(growth, "adopt", "growth", "--from", "public");
        assertEquals(0, adopted.exitCode(), adopted::output);
        assertEquals(
                "10",
                database.query("select count(*) from growth.microsites join growth.generation_jobs"
                        + " on generation_jobs.id = generation_job_id and microsite_id = microsites.id"));
        assertEquals(0, database.migrate(growth, "validate", "--strict").exitCode());
        assertEquals(0, database.migrate(growth, "adopt", "growth", "--finish").exitCode());
    }

    @Test
    void productionNeedsTheIdOfThePlanAndWhatCannotBeIsRefused() throws SQLException {
        database.execute(fixture("modes"));
        Map<String, String> production = tenant("growth", "growth", "mode", "production");
        assertEquals(
                2,
                database.migrate(production, "adopt", "growth", "--from", "public")
                        .exitCode());
        String plan = database.migrate(production, "adopt", "growth", "--from", "public", "--plan")
                .output();
        String id = PLAN_ID.matcher(plan).results().findFirst().orElseThrow().group(1);
        database.execute("insert into entities (type, name) values ('other', 'one more')");
        assertRefused(production, "there is no schema 'nowhere' to adopt from", "--from", "nowhere");
        assertRefused(production, "schema 'auth' is no team's to adopt from", "--from", "auth");
        assertRefused(production, "there is no schema 'growth' to adopt from");
        assertRefused(production, "stand alone, but for", "--undo", "--finish");
        assertRefused(
                tenant("growth", "growth", "mode", "development"),
                "is not for adopt: its stage is development",
                "--from",
                "public");
        database.execute("create trigger other after insert on auth.users for each row execute function"
                + " suppress_redundant_updates_trigger()");
        assertRefused(production, "auth.users has triggers of others", "--from", "public", "--approve", id);
        database.execute("drop trigger other on auth.users");
        assertEquals(
                0,
                database.migrate(production, "adopt", "growth", "--from", "public", "--approve", id)
                        .exitCode());
    }

    @Test
    void whileItIsUnderWayNothingElseIsDoneToTheTenant() throws Exception {
        database.execute(fixture("video-prd"));
        killedWhileItCopies();
        assertTrue(studio("status").output().contains("an adoption is not finished: made"));
        for (String command : new String[] {"apply", "repair studio", "baseline studio"}) {
            Program.Ended refused = studio(command.split(" "));
            assertNotEquals(0, refused.exitCode(), command);
            assertTrue(refused.output().contains("an adoption of tenant 'studio' is under way"), refused::output);
        }
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

    private void killedWhileItCopies() throws Exception {
        Process adopt = database.startMigrate(
                studio(), folder.resolve("log").toFile(), "adopt", "studio", "--open-holds", "keep");
        database.await("select to_regclass('schemata.adoptions') is not null");
        database.await("select exists (select from schemata.adoptions where step = 'made')");
        try (Connection other = database.owner();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table public.welcome_grants in share mode");
            database.await(
                    "select exists (select from pg_locks where not granted) or exists (select from schemata.adoptions"
                            + " where step = 'adopted')");
            adopt.destroyForcibly();
            assertTrue(adopt.waitFor(20, TimeUnit.SECONDS));
        }
    }

    @Test
    @Timeout(1200)
    void anAdoptionThatIsKilledAtAnyMomentIsGoneOnWithOrTakenBack() throws Exception {
        database.execute(fixture("video-prd"));
        String structure = structure();
        String rows = database.query(ROWS);
        String triggers = database.query(USER_TRIGGERS);
        Random random = new Random(14);
        for (int kill = 0; kill < KILLS; kill++) {
            Process adopt = database.startMigrate(
                    studio(), folder.resolve("log").toFile(), "adopt", "studio", "--open-holds", "keep");
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

    private void assertRefused(Map<String, String> tenants, String message, String... options) {
        String[] line = new String[options.length + 2];
        line[0] = "adopt";
        line[1] = "growth";
        System.arraycopy(options, 0, line, 2, options.length);
        Program.Ended refused = database.migrate(tenants, line);
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains(message), refused::output);
        assertFalse(refused.output().contains("Exception"), refused::output);
    }

    private String structure() {
        Program.Ended extracted = studio("extract", "schema:public");
        assertEquals(0, extracted.exitCode(), extracted::output);
        return extracted.output();
    }

    private Program.Ended studio(String... arguments) {
        return database.migrate(studio(), arguments);
    }

    private static Map<String, String> studio() {
        return tenant("studio", "public", "video-studio", "test");
    }

    private static Map<String, String> tenant(String name, String schema, String blueprint, String stage) {
        Map<String, String> settings = new HashMap<>();
        settings.put("schemata.tenants.%s.schema".formatted(name), schema);
        settings.put("schemata.tenants.%s.blueprint".formatted(name), blueprint);
        settings.put("schemata.tenants.%s.stage".formatted(name), stage);
        return Settings.asEnvironment(settings);
    }

    private static String fixture(String name) {
        try (InputStream file = AdoptIT.class.getResourceAsStream("/adoption/%s.sql".formatted(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
