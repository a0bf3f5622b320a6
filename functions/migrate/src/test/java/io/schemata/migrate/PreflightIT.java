package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the way of a new tenant is named before anything is changed, of any tenant. */
class PreflightIT {
    private static final String EVERYTHING =
            "select (select string_agg(nspname, ',' order by nspname) from pg_namespace)"
                    + " || (select string_agg(oid::text, ',' order by oid) from pg_class)"
                    + " || (select string_agg(oid::text, ',' order by oid) from pg_proc)"
                    + " || (select string_agg(rolname || rolconfig::text, ',' order by rolname) from pg_roles)"
                    + " || (select string_agg(defaclacl::text, ',' order by oid) from pg_default_acl)";

    private static final String USERS_WITH_A_TRIGGER = "create schema auth;"
            + " create table auth.users (id uuid primary key default gen_random_uuid(), email text unique);"
            + " create function public.handle_new_user() returns trigger language plpgsql as"
            + " 'begin return new; end';"
            + " create trigger on_auth_user_created after insert on auth.users"
            + " for each row execute function public.handle_new_user();";

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void objectsOfTheBlueprintsNamesAreNamed(String command) throws SQLException {
        database.execute("create schema s_two; create table s_two.jobs (id int);"
                + " create type s_two.job_status as enum ('a'); create table s_two.mine (id int);"
                + " create function s_two.welcome_credits() returns integer language sql as 'select 1'");
        assertRefused(
                "tenant 'two' cannot be made: in its schema s_two there are function welcome_credits(), table jobs,"
                        + " type job_status already; nothing was changed",
                tenants(),
                command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void aRightThatIsMissingIsNamed(String command) throws SQLException {
        database.execute("create role weak login");
        Map<String, String> settings = new HashMap<>(tenants());
        settings.put("DATABASE_URL", database.url("weak"));
        assertRefused(
                "this login lacks rights; an administrator has to run once, in this database: alter role weak createrole;"
                        + " create role service_role nologin noinherit bypassrls;"
                        + " grant service_role to weak with admin option; grant create on database postgres to weak;"
                        + " nothing was changed",
                settings,
                command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void aBlueprintThatLacksWhatItNeedsIsNamed(String command) throws IOException, SQLException {
        Files.writeString(
                folder.resolve("schemata.yaml"), "tenants: {app: {schema: app, blueprint: app, stage: test}}");
        Files.createDirectories(folder.resolve("blueprints/app"));
        Files.writeString(folder.resolve("blueprints/app.yaml"), """
                databaseChangeLog:
                  - include: {file: db/capability/tenant.yaml}
                  - include: {file: blueprints/app/001-notes.sql}
                """);
        Files.writeString(folder.resolve("blueprints/app/001-notes.sql"), """
                --liquibase formatted sql
                --changeset app:001-notes
                create table notes (id uuid primary key, owner uuid references profiles (id));
                """);
        assertRefused(
                "tenant 'app' cannot be made: blueprints/app/001-notes.sql: ERROR: relation \"profiles\" does not exist",
                Map.of("SCHEMATA_PROJECT", folder.toString()),
                command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void anotherTriggerOnUsersIsNamed(String command) throws SQLException {
        database.execute(USERS_WITH_A_TRIGGER);
        assertRefused(
                "auth.users has triggers of others, which can abort every sign-up: on_auth_user_created, which calls"
                        + " handle_new_user(); drop them, or name them in SCHEMATA_MIGRATE_ALLOWED_USER_TRIGGERS;"
                        + " or SCHEMATA_MIGRATE_SIGN_UP_TRIGGER=false leaves sign-ups to the function new-user",
                tenants(),
                command);
    }

    @ParameterizedTest
    @CsvSource({
        "SCHEMATA_MIGRATE_ALLOWED_USER_TRIGGERS, 'other,on_auth_user_created'",
        "SCHEMATA_MIGRATE_SIGN_UP_TRIGGER, false"
    })
    void anotherTriggerOnUsersMayStayWhereItIsAllowedOrAlone(String setting, String value) throws SQLException {
        database.execute(USERS_WITH_A_TRIGGER);
        Map<String, String> settings = new HashMap<>(tenants());
        settings.put(setting, value);
        Program.Ended ended = database.migrate(settings, "apply");
        assertEquals(0, ended.exitCode(), ended::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void aMissingRightToMakeATriggerIsNamed(String command) throws SQLException {
        database.execute(USERS_WITH_A_TRIGGER + "create role weak login; create schema schemata;");
        Map<String, String> settings = new HashMap<>(tenants());
        settings.put("DATABASE_URL", database.url("weak"));
        assertRefused(
                "weak may not make a trigger on auth.users: grant trigger on auth.users to weak; or",
                settings,
                command);
    }

    private void assertRefused(String reason, Map<String, String> settings, String command) throws SQLException {
        String before = database.query(EVERYTHING);
        Program.Ended ended = database.migrate(settings, command);
        assertEquals(2, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains(reason), ended::output);
        assertEquals(before, database.query(EVERYTHING));
    }

    private static Map<String, String> tenants() {
        return Map.of(
                "SCHEMATA_TENANTS_ONE_SCHEMA", "s_one",
                "SCHEMATA_TENANTS_ONE_BLUEPRINT", "video-studio",
                "SCHEMATA_TENANTS_ONE_STAGE", "test",
                "SCHEMATA_TENANTS_TWO_SCHEMA", "s_two",
                "SCHEMATA_TENANTS_TWO_BLUEPRINT", "video-studio",
                "SCHEMATA_TENANTS_TWO_STAGE", "test");
    }
}
