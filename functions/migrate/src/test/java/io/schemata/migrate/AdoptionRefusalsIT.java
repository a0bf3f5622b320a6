package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would be read wrong or lost is said by the plan, and nothing is changed; what is only unusual goes over. */
@Tag("slow")
@Timeout(180)
class AdoptionRefusalsIT {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final EmptyDatabase database =
            new EmptyDatabase(empty -> empty.execute(OldSchemas.sql("users") + OldSchemas.sql("video-prd")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            alter table credit_ledger rename user_id to owner | table credit_ledger is of no shape that is known
            create table credit_accounts (id uuid, points int) | table credit_accounts is of no shape that is known
            alter table credit_ledger alter amount type numeric; update credit_ledger set amount = 0.4 where amount = 10 | 50 amounts in credit_ledger are of parts of a credit
            alter table projects drop constraint projects_user_id_fkey; update projects set user_id = md5('x')::uuid where id = md5('project 1')::uuid | projects: 1 of 40 rows have no place here (projects_user_id_fkey)
            alter table projects alter title drop not null; update projects set title = null where id = md5('project 1')::uuid | projects: 1 of 40 rows have no place here (title is missing)
            drop index idx_job_steps_unique; insert into job_steps (job_id, step_name, step_order) select job_id, step_name, 2 from job_steps limit 1 | job_steps: ERROR: duplicate key value
            alter table projects alter settings drop default, alter settings type text; update projects set settings = 's3cret' where id = md5('project 1')::uuid | projects: a value cannot become one of its new column's type
            alter table jobs alter status drop default, alter status type text; update jobs set status = 'LOST' where id = md5('job 1')::uuid | jobs: 1 of 160 rows have no place here (status has no such value
            insert into credit_ledger (user_id, type, amount, created_at) select user_id, type, amount, created_at from (values (md5('user 7')::uuid, 'reserve', -5, now()), (md5('user 7')::uuid, 'refund', 5, now())) as made (user_id, type, amount, created_at) | 1 entries of type reserve name no job, and others of their users came later
            insert into credit_ledger (user_id, type, amount) values (md5('user 7')::uuid, 'usage', -100) | 1 accounts fall below zero
            create schema billing; create table billing.invoices (id int); create trigger t before insert on billing.invoices for each row execute function handle_new_user() | function handle_new_user serves triggers on auth.users and on billing.invoices
            """)
    void isSaidByThePlan(String change, String said) throws SQLException {
        database.execute(change);
        Program.Ended refused = studio("--open-holds", "keep");
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains(said), refused::output);
        assertFalse(refused.output().contains("s3cret"), refused::output);
        assertEquals("f", database.query("select to_regnamespace('public_before') is not null"));
    }

    @Test
    void aLedgerMayLackWhatIsNotNeeded() throws SQLException {
        database.execute("alter table credit_ledger drop column stripe_payment_id, drop column note;"
                + " create table credit_balances (user_id uuid primary key, balance int);"
                + " create table new_profiles (id int); create table old_profiles (id int)");
        Program.Ended adopted = studio("--open-holds", "keep");
        assertEquals(0, adopted.exitCode(), adopted::output);
        assertEquals("1540,160", database.query("select sum(available) || ',' || sum(held) from credit_accounts"));
    }

    @Test
    void anotherTenantsSchemaIsNotAdoptedFromNorOneTwice() throws SQLException {
        Map<String, String> two = new HashMap<>(OldSchemas.tenant("one", "one", "video-studio", "test"));
        two.putAll(OldSchemas.tenant("two", "two", "video-studio", "test"));
        Program.Ended first = database.migrate(two, "adopt", "one", "--from", "public", "--open-holds", "keep");
        assertEquals(0, first.exitCode(), first::output);
        Program.Ended twice = database.migrate(two, "adopt", "two", "--from", "public", "--open-holds", "keep");
        assertEquals(2, twice.exitCode(), twice::output);
        assertTrue(twice.output().contains("another tenant is adopted from schema 'public'"), twice::output);
        Program.Ended tenants = database.migrate(two, "adopt", "two", "--from", "one");
        assertEquals(2, tenants.exitCode(), tenants::output);
        assertTrue(tenants.output().contains("schema 'one' is another tenant's"), tenants::output);
    }

    /** As on Supabase, where nobody of ours is a superuser and auth.users is another role's. */
    @Test
    void anOwnerOfTheSchemaIsEnough() throws SQLException {
        database.execute("create role app login createrole; alter database postgres owner to app;"
                + " grant anon, authenticated, service_role to app with admin option;"
                + " grant usage on schema auth to app; grant select, references, trigger on auth.users to app;"
                + " create role schemata_functions login noinherit; grant anon, authenticated, service_role to schemata_functions;"
                + " grant schemata_functions to app with admin option;"
                + " do $$ declare it text; begin for it in select format('alter table %I owner to app', relname) from pg_class"
                + " where relnamespace = 'public'::regnamespace and relkind = 'r' loop execute it; end loop;"
                + " for it in select format('alter function %s owner to app', oid::regprocedure) from pg_proc"
                + " where pronamespace = 'public'::regnamespace loop execute it; end loop; end $$");
        Map<String, String> app = new HashMap<>(OldSchemas.studio());
        app.put("DATABASE_URL", database.url("app"));
        Program.Ended adopted = database.migrate(app, "adopt", "studio", "--open-holds", "keep");
        assertEquals(0, adopted.exitCode(), adopted::output);
        assertEquals(0, database.migrate(app, "adopt", "studio", "--undo").exitCode());

        database.execute("alter table assets enable row level security; alter table assets force row level security");
        Program.Ended hidden = database.migrate(app, "adopt", "studio", "--open-holds", "keep");
        assertEquals(2, hidden.exitCode(), hidden::output);
        assertTrue(
                hidden.output().contains("affected by row-level security policy for table \"assets\""), hidden::output);
    }

    @Test
    void unusualColumnsGoOverToATeamsOwnBlueprint() throws SQLException, IOException {
        Files.createDirectories(folder.resolve("blueprints/app"));
        Files.writeString(
                folder.resolve("schemata.yaml"), "tenants: {app: {schema: app, blueprint: app, stage: test}}");
        Files.writeString(folder.resolve("blueprints/app.yaml"), """
                databaseChangeLog:
                  - include: {file: db/capability/tenant.yaml}
                  - include: {file: blueprints/app/001-notes.sql}
                  - include: {file: db/capability/sign-ups.yaml}
                """);
        Files.writeString(folder.resolve("blueprints/app/001-notes.sql"), """
                --liquibase formatted sql
                --changeset app:001-notes
                create table check_ins (
                  id bigint generated by default as identity primary key,
                  code uuid not null default gen_random_uuid(),
                  percent integer,
                  price numeric,
                  tags text[] not null default '{}',
                  parent_id bigint references check_ins (id),
                  doubled integer generated always as (percent * 2) stored check (doubled >= 0),
                  made_at timestamptz not null default now()
                );
                create index on check_ins (parent_id);
                alter table check_ins enable row level security;
                create policy "Nobody" on check_ins for all to authenticated using (false);
                """);
        database.execute("create schema before; create domain before.percentage as integer;"
                + " create table before.check_ins (id serial primary key, code uuid, percent before.percentage, price text,"
                + " tags varchar(20)[], parent_id integer, made_at timestamp);"
                + " insert into before.check_ins (id, percent, price, tags, parent_id, made_at) values"
                + " (0, 7, '1.50', '{a,b}', null, '2026-01-01 12:00'), (5, 77, null, null, 0, '2026-01-01 12:00');"
                + " select setval('before.check_ins_id_seq', 40)");
        Map<String, String> project = Map.of(
                "SCHEMATA_PROJECT",
                folder.toString(),
                "SCHEMATA_MIGRATE_ALLOWED_USER_TRIGGERS",
                "on_auth_user_created",
                "TZ",
                "Europe/Berlin");
        Program.Ended adopted = database.migrate(project, "adopt", "app", "--from", "before");
        assertEquals(0, adopted.exitCode(), adopted::output);
        assertEquals(
                "7 1.50 {a,b} 14;77  {} 154",
                database.query(
                        "select string_agg(concat(percent, ' ', price, ' ', tags, ' ', doubled), ';' order by id) from app.check_ins"));
        assertEquals(
                "t",
                database.query(
                        "select bool_and(made_at = '2026-01-01 12:00Z' and code is not null) from app.check_ins"));
        assertEquals("41", database.query("insert into app.check_ins default values returning id"));
    }

    private Program.Ended studio(String... options) {
        String[] line = new String[options.length + 2];
        line[0] = "adopt";
        line[1] = "studio";
        System.arraycopy(options, 0, line, 2, options.length);
        return database.migrate(OldSchemas.studio(), line);
    }
}
