package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import io.schemata.testing.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database itself sets up whoever signs up, in all tenants, and no sign-up ever fails by it. */
@Tag("slow")
class SignUpTriggerIT {
    private static final String UNFINISHED =
            "select string_agg(schema_name, ' ' order by schema_name) from schemata.unfinished_sign_ups";

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase(SignUpTriggerIT::makeThreeTenants);

    private static void makeThreeTenants(EmptyDatabase database) throws SQLException {
        migrate(database, "schemata.tenants.two.new-users.welcome-credits", "25");
        // As Supabase's auth service does it: a login of its own, which sees nothing but auth.
        database.execute("create role auth_admin login; grant usage on schema auth to auth_admin;"
                + " grant insert, select on auth.users to auth_admin; alter role auth_admin set search_path = auth;"
                + " create policy all_for_auth on auth.users to auth_admin using (true) with check (true)");
    }

    @Test
    void setsUpWhoeverSignsUp() throws SQLException {
        signUp("Ann");

        assertEquals("Ann", database.query("select display_name from s_one.profiles"));
        assertEquals("10", database.query("select available from s_one.credit_accounts"));
        assertEquals("25", database.query("select available from s_two.credit_accounts"));
        assertEquals("3", database.query("select count(*) from schemata.enrolled_tenants"));
        assertEquals(null, database.query(UNFINISHED));
        assertEquals(
                "1",
                database.query(
                        "select count(*) from pg_trigger where tgrelid = 'auth.users'::regclass and not tgisinternal"));
    }

    @Test
    void letsASignUpThroughWhenATenantsTablesAreMissing() throws SQLException {
        database.execute("drop table s_two.profiles cascade");
        expectUnfinished("s_two");
        database.execute("drop schema s_two cascade");
        expectUnfinished("s_two");
    }

    @Test
    void letsASignUpThroughWhenACheckIsViolated() throws SQLException {
        database.execute("alter table s_one.profiles add check (display_name <> 'Ann')");
        expectUnfinished("s_one");
        assertEquals("0", database.query("select count(*) from s_one.credit_accounts"), "nothing of it is half done");
    }

    @Test
    void letsASignUpThroughWhenATriggerOfATenantFails() throws SQLException {
        database.execute(
                "create function public.fail() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'no' using errcode = 'query_canceled'; end $$;"
                        + " create trigger fail before insert on s_two.credit_ledger for each row execute function public.fail()");
        expectUnfinished("s_two");
    }

    @Test
    void letsASignUpThroughWhenATenantAsserts() throws SQLException {
        database.execute(
                "create function public.fail() returns trigger language plpgsql as $$ begin assert false; end $$;"
                        + " create trigger fail before insert on s_two.profiles for each row execute function public.fail()");
        expectUnfinished("s_two");
    }

    @Test
    void letsASignUpThroughWhenATenantPutsAConstraintOff() throws SQLException {
        database.execute(
                "create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;"
                        + " create constraint trigger fail after insert on s_two.profiles deferrable initially deferred"
                        + " for each row execute function public.fail()");
        expectUnfinished("s_two");
    }

    @Test
    void setsUpTheOtherTenantsWhenTheListCannotBeWritten() throws SQLException {
        database.execute("drop table schemata.unfinished_sign_ups; alter table s_one.profiles rename to hidden");
        signUp("Ann");
        assertEquals("1", database.query("select count(*) from s_two.profiles"));
        assertEquals("1", database.query("select count(*) from s_three.profiles"));
    }

    @Test
    void letsASignUpThroughWhenTablesAreLocked() throws SQLException {
        try (Connection blocker = database.owner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table s_one.credit_requests, s_three.credit_requests in access exclusive mode");
            expectUnfinished("s_one s_three");
            blocker.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"enrolled_tenants", "sign_up_trigger", "enrolled_tenants, sign_up_trigger, unfinished_sign_ups"})
    void notesASignUpWhileOurOwnTablesAreLocked(String tables) throws SQLException {
        try (Connection blocker = database.owner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("set search_path = schemata; lock table %s in access exclusive mode".formatted(tables));
            signUp("Ann");
            blocker.rollback();
        }
        assertEquals("1", database.query("select count(*) from auth.users"));
        assertEquals("1", database.query("select count(*) from schemata.missed_sign_ups"));

        finish("s_one");
        assertEquals("1", database.query("select count(*) from schemata.missed_sign_ups"), "two tenants are left");
        finish("s_one,s_two,s_three");
        assertEquals("0", database.query("select count(*) from schemata.missed_sign_ups"));
    }

    @Test
    void notesASignUpThatTheListCannotTake() throws SQLException {
        database.execute("alter table s_one.profiles rename to hidden");
        try (Connection blocker = database.owner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table schemata.unfinished_sign_ups in access exclusive mode");
            signUp("Ann");
            blocker.rollback();
        }
        assertEquals(
                "in s_one: 42P01: relation \"profiles\" does not exist",
                database.query("select reason from schemata.missed_sign_ups"));
        assertEquals("1", database.query("select count(*) from s_two.profiles"));
    }

    /** As new-user does. */
    private void finish(String schemas) throws SQLException {
        database.execute("select schemata.finish_sign_up(id, '{%s}', '{}', '{}') from auth.users".formatted(schemas));
    }

    @Test
    void setsUpWhoBecomesKnownLaterWhereAuthKnowsOfThat() throws SQLException {
        database.execute(
                "alter table auth.users add column is_anonymous boolean, add column email_confirmed_at timestamptz");
        migrate("schemata.migrate.lock-timeout", "5s");
        database.execute(
                "insert into auth.users (id, is_anonymous) values ('00000000-0000-0000-0000-000000000001', true)");
        assertEquals("0", database.query("select count(*) from s_one.credit_accounts"));
        assertEquals("1", database.query("select count(*) from s_one.profiles"));

        database.execute(
                "update auth.users set is_anonymous = false, email = 'a@example.com', email_confirmed_at = now()");
        assertEquals("10", database.query("select available from s_one.credit_accounts"));
        String again = migrate("schemata.migrate.lock-timeout", "5s");
        assertTrue(again.contains("[1/4] (platform) (schema schemata): up to date"), again);
        migrate("schemata.migrate.sign-up-trigger", "false");
        assertEquals(
                "0",
                database.query(
                        "select count(*) from pg_trigger where tgrelid = 'auth.users'::regclass and not tgisinternal"));
    }

    @Test
    void letsASignUpThroughWhenOurOwnTablesAreMissing() throws SQLException {
        database.execute("drop table schemata.unfinished_sign_ups, schemata.enrolled_tenants");
        signUp("Ann");
        assertEquals("1", database.query("select count(*) from auth.users"));
    }

    @Test
    void completesWhatIsOnTheList() throws SQLException {
        database.execute("alter table s_two.profiles rename to hidden");
        expectUnfinished("s_two");
        assertTrue(database.query("select reason from schemata.unfinished_sign_ups")
                .startsWith("42P01: relation \"profiles\""));
        database.execute("alter table s_two.hidden rename to profiles");

        database.execute("select s_two.set_up_user(user_id, null) from schemata.unfinished_sign_ups;"
                + " select schemata.finish_sign_up(user_id, '{s_two}', '{}', '{}') from schemata.unfinished_sign_ups");
        assertEquals("25", database.query("select available from s_two.credit_accounts"));
        assertEquals(null, database.query(UNFINISHED));
    }

    @Test
    void goesWhenItIsNotWantedAnyMore() throws SQLException {
        migrate("schemata.tenants.two.new-users.enrolled", "false");
        assertEquals(
                "s_one s_three",
                database.query("select string_agg(schema_name, ' ' order by 1) from schemata.enrolled_tenants"));
        migrate("schemata.migrate.sign-up-trigger", "false");
        signUp("Ann");

        assertEquals("0", database.query("select count(*) from s_one.profiles"));
        String again = migrate("schemata.migrate.sign-up-trigger", "false");
        assertTrue(again.contains("[1/4] (platform) (schema schemata): up to date"), again);
    }

    @Test
    void leavesATenantAloneThatHasLeftTheRegistry() throws SQLException {
        Map<String, String> without = settings("schemata.migrate.sign-up-trigger", "true");
        without.keySet().removeIf(name -> name.startsWith("SCHEMATA_TENANTS_TWO"));
        Program.Ended plan = database.migrate(without, "plan");
        assertTrue(plan.output().contains("select schemata.withdraw_tenants_but('s_one,s_three');"), plan::output);
        assertEquals(0, database.migrate(without, "apply").exitCode());
        signUp("Ann");
        assertEquals("0", database.query("select count(*) from s_two.profiles"));
    }

    @Test
    void waitsForNoLockLongerThanItIsTold() throws SQLException {
        database.execute("drop trigger schemata_set_up_new_user on auth.users");
        try (Connection blocker = database.owner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table auth.users in row exclusive mode");
            Program.Ended applied = database.migrate(settings("schemata.migrate.lock-timeout", "0.1s"), "apply");
            assertEquals(1, applied.exitCode(), applied::output);
            assertTrue(applied.output().contains("users is locked by session"), applied::output);
            blocker.rollback();
        }
    }

    @Test
    void showsItsSettingsInThePlan() {
        Program.Ended plan = database.migrate(settings("schemata.tenants.two.new-users.welcome-credits", "7"), "plan");
        assertTrue(plan.output().contains("select schemata.enroll_tenant('s_two', 7);"), plan::output);
        assertTrue(plan.output().contains("-- tenant one (schema s_one, test): up to date"), plan::output);
    }

    private void expectUnfinished(String schemas) throws SQLException {
        database.execute("delete from auth.users");
        signUp("Ann");
        assertEquals("1", database.query("select count(*) from auth.users"));
        assertEquals(schemas, database.query(UNFINISHED));
        if (!schemas.contains("s_three")) {
            assertEquals("10", database.query("select available from s_three.credit_accounts"), "the others are done");
        }
    }

    private void signUp(String name) throws SQLException {
        try (Connection auth = database.connect("auth_admin");
                Statement statement = auth.createStatement()) {
            statement.execute("set lock_timeout = '30s'");
            statement.execute("insert into users (raw_user_meta_data) values ('{\"name\": \"%s\"}')".formatted(name));
        }
    }

    private String migrate(String setting, String value) {
        return migrate(database, setting, value);
    }

    private static String migrate(EmptyDatabase database, String setting, String value) {
        Program.Ended applied = database.migrate(settings(setting, value), "apply");
        assertEquals(0, applied.exitCode(), applied::output);
        return applied.output();
    }

    private static Map<String, String> settings(String setting, String value) {
        Map<String, String> settings = new HashMap<>(Map.of(setting, value));
        for (String name : new String[] {"one", "two", "three"}) {
            String prefix = "schemata.tenants.%s.".formatted(name);
            settings.put(prefix + "schema", "s_" + name);
            settings.put(prefix + "blueprint", "video-studio");
            settings.put(prefix + "stage", "test");
        }
        return Settings.asEnvironment(settings);
    }
}
