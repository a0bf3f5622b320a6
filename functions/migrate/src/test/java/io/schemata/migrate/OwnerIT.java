package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The owner of a database need not be a superuser: the five systems are made and sound. */
@Tag("slow")
class OwnerIT {
    /** The tenants of the local run. */
    private static final Path FIVE_SYSTEMS = Path.of("../local/src/main/resources/local-run");

    private static final Pattern STATEMENTS =
            Pattern.compile("an administrator has to run once, in this database: (.*)");

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase();

    @Test
    void oneWhoMayCreateRolesIsToldWhatAnAdministratorHasToRun() throws SQLException {
        database.execute("create role boss login createrole; alter database postgres owner to boss");
        Program.Ended refused = asBoss("apply");
        assertEquals(2, refused.exitCode(), refused::output);
        Matcher statements = STATEMENTS.matcher(refused.output());
        assertTrue(statements.find(), refused::output);
        assertEquals(
                "false", database.query("select exists (select from pg_namespace where nspname = 'schemata')::text"));

        database.execute(statements.group(1));
        assertAllIsMadeAndSound();
    }

    @Test
    void theOneOfASupabaseProjectNeedsNobody() throws SQLException {
        database.execute("""
                create role anon nologin noinherit;
                create role authenticated nologin noinherit;
                create role service_role nologin noinherit bypassrls;
                create role supabase_auth_admin nologin noinherit;
                create role boss login createrole createdb bypassrls;
                grant anon, authenticated, service_role to boss with admin option;
                alter database postgres owner to boss;
                alter default privileges for role boss in schema public
                  grant all on tables to boss, anon, authenticated, service_role;
                alter default privileges for role boss in schema public
                  grant all on functions to boss, anon, authenticated, service_role;

                create schema auth authorization supabase_auth_admin;
                grant usage on schema auth to anon, authenticated, service_role, boss;
                set role supabase_auth_admin;
                create table auth.users (
                  instance_id uuid,
                  id uuid primary key,
                  email varchar(255),
                  email_confirmed_at timestamptz,
                  phone text,
                  phone_confirmed_at timestamptz,
                  raw_app_meta_data jsonb,
                  raw_user_meta_data jsonb,
                  is_anonymous boolean not null default false,
                  created_at timestamptz,
                  updated_at timestamptz
                );
                alter table auth.users enable row level security;
                grant all on auth.users to boss;
                create function auth.jwt() returns jsonb language sql stable as
                  $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
                create function auth.uid() returns uuid language sql stable as
                  $$ select (auth.jwt() ->> 'sub')::uuid $$;
                create function auth.role() returns text language sql stable as $$ select auth.jwt() ->> 'role' $$;
                reset role;
                """);
        assertAllIsMadeAndSound();
    }

    private void assertAllIsMadeAndSound() throws SQLException {
        Program.Ended applied = asBoss("apply");
        assertEquals(0, applied.exitCode(), applied::output);
        Program.Ended validated = asBoss("validate");
        assertEquals(0, validated.exitCode(), validated::output);
        assertTrue(validated.output().contains("15 of 15 tenants are sound"), validated::output);
        assertEquals("f", database.query("select rolsuper from pg_roles where rolname = 'boss'"));
    }

    private Program.Ended asBoss(String command) {
        String project = FIVE_SYSTEMS.toAbsolutePath().normalize().toString();
        return database.migrate(Map.of("DATABASE_URL", database.url("boss"), "SCHEMATA_PROJECT", project), command);
    }
}
