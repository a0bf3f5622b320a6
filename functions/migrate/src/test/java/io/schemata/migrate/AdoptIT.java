package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A schema with tables and rows of its own becomes a tenant without losing a row or a sign-up, or stays what it was. */
@Timeout(180)
class AdoptIT {
    private static final Pattern PLAN_ID = Pattern.compile("-- plan id: ([0-9a-f]{16})");

    @TempDir
    private Path folder;

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase(empty -> empty.execute(OldSchemas.sql("users")));

    @Test
    void aStudioBecomesATenantWithAllItsCreditsJobsAndDrafts() throws SQLException {
        database.execute(OldSchemas.sql("video-prd"));
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
        database.execute(OldSchemas.sql("video-prd"));
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
        database.execute(OldSchemas.sql("video-prd"));
        assertEquals(0, studio("adopt", "studio", "--open-holds", "settle").exitCode());
        assertEquals("0", database.query("select count(*) from draft_prompts where session_token like 'a token%'"));
        assertEquals(
                "3",
                database.query("select count(*) from claim_draft(md5('user 1')::uuid,"
                        + " encode(sha256(convert_to('a token of thirty characters 3', 'UTF8')), 'hex'), null)"));
        assertEquals("1540", database.query("select sum(available) from credit_accounts"), "the holds are charged");
    }

    @Test
    void overspentAccountsAreNamedWithWhatToDo() throws SQLException {
        database.execute(OldSchemas.sql("video-prd")
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
        database.execute(OldSchemas.sql("pixcrawler"));
        Map<String, String> crawler = OldSchemas.tenant("crawler", "public", "image-crawler", "test");
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
        database.execute(OldSchemas.sql("mcp"));
        Map<String, String> platform = OldSchemas.tenant("platform", "public", "mcp-platform", "test");
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
        database.execute(OldSchemas.sql("captionacc"));
        String structure = structure();
        Map<String, String> caption =
                OldSchemas.tenant("caption", "captionacc_production", "caption-environment", "test");
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
        assertTrue(
                refused.getMessage().contains("public.videos was adopted or moved into another schema"),
                refused::getMessage);
        assertEquals(
                0,
                database.migrate(caption, "adopt", "caption", "--undo", "--allow-loss")
                        .exitCode());
        assertEquals(structure, structure());
    }

    @Test
    void aModeComesFromPublicWithTablesThatReferToEachOther() throws SQLException {
        database.execute(OldSchemas.sql("modes"));
        Map<String, String> growth = OldSchemas.tenant("growth", "growth", "mode", "test");
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
        database.execute(OldSchemas.sql("modes"));
        Map<String, String> production = OldSchemas.tenant("growth", "growth", "mode", "production");
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
                OldSchemas.tenant("growth", "growth", "mode", "development"),
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
        return database.migrate(OldSchemas.studio(), arguments);
    }
}
