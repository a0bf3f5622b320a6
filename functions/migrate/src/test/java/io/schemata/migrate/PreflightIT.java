package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the way of a new tenant is named before anything is changed, of any tenant. */
@Tag("slow")
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

    private static final String CREDITS = """
            databaseChangeLog:
              - include: {file: db/capability/tenant.yaml}
              - include: {file: db/capability/caller.yaml}
              - include: {file: blueprints/app/001-notes.sql}
              - include: {file: db/capability/credits.yaml}
              - include: {file: db/capability/sign-ups.yaml}
            """;

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
                "tenant 'two' cannot be made, nothing was changed: in its schema s_two there are function"
                        + " welcome_credits(), table jobs, type job_status already",
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
                "this login lacks rights, nothing was changed; an administrator has to run once, in this database:"
                        + " alter role weak createrole; create role service_role nologin noinherit bypassrls;"
                        + " grant service_role to weak with admin option; grant create on database postgres to weak\n",
                settings,
                command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void aBlueprintThatLacksWhatItNeedsIsNamed(String command) throws IOException, SQLException {
        write("""
                databaseChangeLog:
                  - include: {file: db/capability/tenant.yaml}
                  - include: {file: blueprints/app/001-notes.sql}
                  - include: {file: db/capability/sign-ups.yaml}
                """, """
                --changeset app:001-notes
                create table notes (id uuid primary key, owner uuid references profiles (id));
                """);
        assertRefused(
                "tenant 'app' cannot be made, nothing was changed: blueprints/app/001-notes.sql: ERROR: relation \"profiles\" does not exist",
                project(),
                command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void aWronglyComposedBlueprintIsNamed(String command) throws IOException, SQLException {
        write("""
                databaseChangeLog:
                  - include: {file: db/capability/tenant.yaml}
                  - include: {file: db/capability/credits.yaml}
                  - include: {file: db/capability/sign-ups.yaml}
                """, "");
        assertRefused("blueprints/app.yaml:3: credits needs caller before it", project(), command);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            create function welcome_credits(p_user_id uuid) returns integer language sql as $$select 1$$; | welcome_credits(uuid): credits calls welcome_credits(), which returns integer
            create function job_owner(p_job_id uuid) returns text language sql as $$select ''$$;        | job_owner(uuid): credits calls job_owner(uuid), which returns uuid
            create table public.notes (id uuid primary key);  | blueprints/app/001-notes.sql makes public.notes; a blueprint's SQL names no schema: it runs in the schema of each of its tenants
            create table notes (id uuid primary key); commit; | blueprints/app/001-notes.sql: the change '001-notes' has 'commit': a change is one transaction
            set role anon;                                    | blueprints/app/001-notes.sql: the change '001-notes' has 'set role': a change is one transaction
            create table a (b int); create index concurrently i on a (b); | blueprints/app/001-notes.sql: ERROR: CREATE INDEX CONCURRENTLY cannot run inside a transaction block; a change is one transaction: give
            create table nowhere.notes (id uuid primary key); | blueprints/app/001-notes.sql:3: ERROR: schema "nowhere" does not exist: create table nowhere.notes (id uuid primary key); a blueprint's SQL names no schema
            """)
    void whatTheSqlOfAProductDoesWrongIsNamed(String sql, String reason) throws IOException, SQLException {
        write(CREDITS, "--changeset app:001-notes\n" + sql);
        assertRefused(reason, project(), "apply");
    }

    @Test
    void sqlBeforeTheFirstChangeIsNamed() throws IOException, SQLException {
        write(CREDITS, "create table notes (id uuid primary key);");
        assertRefused(
                "blueprints/app/001-notes.sql:2: this stands before the first '--changeset <author>:<name>', and would never run",
                project(),
                "apply");
    }

    @Test
    void creditsForNewUsersWithoutTheCapabilityAreNamed() throws IOException, SQLException {
        write(
                CREDITS.replace("  - include: {file: db/capability/credits.yaml}\n", ""),
                "--changeset app:001-notes\nselect 1;");
        Map<String, String> settings = new HashMap<>(project());
        settings.put("SCHEMATA_TENANTS_APP_NEW_USERS_WELCOME_CREDITS", "5");
        assertRefused(
                "tenant 'app' gives new users 5 credits, and its blueprint 'app' lacks the capability credits",
                settings,
                "apply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void aReferenceToATenantsOwnSchemaIsNamed(String command) throws IOException, SQLException {
        String notes = "--changeset app:001-notes\ncreate table notes (id uuid primary key);\n";
        write(CREDITS, notes);
        assertEquals(0, database.migrate(project(), "apply").exitCode());
        write(CREDITS, notes + "--changeset app:002\ncreate table tags (note uuid references app.notes);");
        assertRefused(
                "blueprints/app/001-notes.sql leads to app.notes, app.notes_pkey; a blueprint's SQL names no schema",
                project(),
                command);
        write(CREDITS, notes.replace("primary key", "primary key, name text"));
        assertRefused(
                "edited after it was applied: blueprints/app/001-notes.sql::001-notes; undo the edit, and write what is new as"
                        + " a change of its own",
                project(),
                command);
    }

    /** Ordinary histories, of which one transaction for all or a look at names alone would tell the wrong thing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--changeset app:2\nalter type status rename to status_old;\ncreate type status as enum ('c');",
                "--changeset app:2\nalter table notes rename to notes_old;\ncreate table notes (id uuid primary key);",
                "--changeset app:2\ndrop table notes;\ncreate table notes (id uuid primary key, name text);",
                "--changeset app:2\ndo $$ begin drop table notes; end $$;\ncreate table notes (id uuid primary key);",
                "--changeset app:2\nalter type status add value 'b';\n--changeset app:3\nselect 'b'::status;",
                "--changeset app:2 runInTransaction:false\ncreate index concurrently notes_name on notes (name);"
            })
    void anOrdinaryUpgradeIsMade(String more) throws IOException, SQLException {
        String first = "--changeset app:1\ncreate type status as enum ('a');"
                + "\ncreate table notes (id uuid primary key, name text, status status);\n";
        write(CREDITS, first);
        assertEquals(0, database.migrate(project(), "apply").exitCode());
        write(CREDITS, first + more);
        for (String command : List.of("plan", "apply")) {
            Program.Ended ended = database.migrate(project(), command);
            assertEquals(0, ended.exitCode(), ended::output);
        }
        assertTrue(database.migrate(project(), "apply").output().contains("app (schema app): up to date"));
    }

    @Test
    void changesInAnOrderInWhichTheyCannotBeMadeAreNamed() throws IOException, SQLException {
        String notes = "--changeset app:001-notes\ncreate table notes (id uuid primary key);\n";
        String index = "--changeset app:002-index\ncreate index notes_id on notes (id);\n";
        write(CREDITS, notes + index);
        assertEquals(0, database.migrate(project(), "apply").exitCode());
        write(CREDITS, index + notes);
        for (String command : List.of("plan", "apply")) {
            assertRefused("ERROR: relation \"notes\" does not exist", project(), command);
        }
    }

    @Test
    void aRenamedFileIsNamedAndOneThatIsInNoListIsWarnedOf() throws IOException, SQLException {
        write(CREDITS, "--changeset app:001-notes\ncreate table notes (id uuid primary key);");
        assertEquals(0, database.migrate(project(), "apply").exitCode());
        Path sql = folder.resolve("blueprints/app");
        Files.copy(sql.resolve("001-notes.sql"), sql.resolve("002-notes.sql"));
        Program.Ended warned = database.migrate(project(), "plan");
        assertEquals(0, warned.exitCode(), warned::output);
        assertTrue(
                warned.output().contains("blueprints/app/002-notes.sql is in no list: add it to blueprints/app.yaml"),
                warned::output);
        Files.writeString(folder.resolve("blueprints/app.yaml"), CREDITS.replace("001-notes", "002-notes"));
        assertRefused(
                "applied as blueprints/app/001-notes.sql::001-notes: a file that is applied keeps its name, so call"
                        + " blueprints/app/002-notes.sql as it was",
                project(),
                "apply");
    }

    /** Nothing at all is made for tenants that are read-only to migrate. */
    @Test
    void aDevelopmentTenantAloneGetsNothing() throws SQLException {
        String before = database.query(EVERYTHING);
        Program.Ended ended = database.migrate(
                Map.of(
                        "SCHEMATA_TENANTS_ONE_SCHEMA", "one",
                        "SCHEMATA_TENANTS_ONE_BLUEPRINT", "mode",
                        "SCHEMATA_TENANTS_ONE_STAGE", "development"),
                "apply");
        assertEquals(0, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains("development is read-only to migrate"), ended::output);
        assertEquals(before, database.query(EVERYTHING));
    }

    /** A tenant that is there already gets a change that cannot be made: none of its other changes is made either. */
    @Test
    void whatStandsInTheWayOfAnUpgradeIsNamed() throws IOException, SQLException {
        write(CREDITS, "--changeset app:001-notes\ncreate table notes (id uuid primary key);");
        assertEquals(0, database.migrate(project(), "apply").exitCode());
        database.execute("create table app.tags (id int)");
        String changes = """
                --changeset app:001-notes
                create table notes (id uuid primary key);
                --changeset app:002-before
                create table before_tags (id uuid primary key);
                --changeset app:003-tags
                create table tags (id uuid primary %s);
                """;
        write(CREDITS, changes.formatted("key"));
        for (String command : List.of("plan", "apply")) {
            assertRefused(
                    "tenant 'app' cannot be made, nothing was changed: in its schema app there are table tags already",
                    project(),
                    command);
        }
        database.execute("drop table app.tags");
        write(CREDITS, changes.formatted("kay"));
        assertRefused("blueprints/app/001-notes.sql:7: ERROR: syntax error at or near \"kay\"", project(), "apply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void anotherTriggerOnUsersIsNamed(String command) throws SQLException {
        database.execute(USERS_WITH_A_TRIGGER);
        assertRefused(
                "auth.users has triggers of others, which can abort every sign-up: on_auth_user_created, which calls"
                        + " handle_new_user(); where they fill tables that a tenant is to be made of, 'migrate adopt' comes first;"
                        + " else drop them, or name them in SCHEMATA_MIGRATE_ALLOWED_USER_TRIGGERS;"
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

    private Map<String, String> project() {
        return Map.of("SCHEMATA_PROJECT", folder.toString());
    }

    private void write(String blueprint, String sql) throws IOException {
        Files.writeString(
                folder.resolve("schemata.yaml"), "tenants: {app: {schema: app, blueprint: app, stage: test}}");
        Files.createDirectories(folder.resolve("blueprints/app"));
        Files.writeString(folder.resolve("blueprints/app.yaml"), blueprint);
        Files.writeString(folder.resolve("blueprints/app/001-notes.sql"), "--liquibase formatted sql\n" + sql);
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
