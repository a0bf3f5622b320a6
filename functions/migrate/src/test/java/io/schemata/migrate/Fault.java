package io.schemata.migrate;

import io.schemata.migration.structure.ObjectKind;
import java.util.List;

/**
 * Something that went wrong with a schema, a tenant's of the blueprint {@code video-studio}.
 *
 * @param sql what somebody did
 * @param kind of what {@code validate} and {@code compare} have to name
 * @param name how it is called among its kind
 */
record Fault(String sql, ObjectKind kind, String name) {
    static final List<Fault> ALL = List.of(
            new Fault(
                    "drop policy \"Users manage their own projects\" on projects",
                    ObjectKind.POLICY,
                    "\"Users manage their own projects\" on projects"),
            new Fault("alter table jobs disable row level security", ObjectKind.ROW_SECURITY, "jobs enabled"),
            new Fault("alter table jobs force row level security", ObjectKind.ROW_SECURITY, "jobs forced"),
            new Fault(
                    "create policy \"Everybody reads\" on jobs for select to anon using (true)",
                    ObjectKind.POLICY,
                    "\"Everybody reads\" on jobs"),
            new Fault(
                    "alter policy \"Users watch their own jobs\" on jobs to public",
                    ObjectKind.POLICY,
                    "\"Users watch their own jobs\" on jobs"),
            new Fault(
                    "alter policy \"Users watch their own jobs\" on jobs using (true)",
                    ObjectKind.POLICY,
                    "\"Users watch their own jobs\" on jobs"),
            new Fault(
                    "alter policy \"Users watch their own jobs\" on jobs using (user_id = auth.uid())",
                    ObjectKind.POLICY,
                    "\"Users watch their own jobs\" on jobs"),
            new Fault(
                    "alter policy \"Users watch their own jobs\" on jobs rename to \"Watch\"",
                    ObjectKind.POLICY,
                    "\"Watch\" on jobs"),
            new Fault("alter table jobs alter column progress type bigint", ObjectKind.COLUMN, "jobs.progress"),
            new Fault("alter table projects alter column title drop not null", ObjectKind.COLUMN, "projects.title"),
            new Fault("alter table projects drop column niche_preset", ObjectKind.COLUMN, "projects.niche_preset"),
            new Fault("alter table projects add column note text", ObjectKind.COLUMN, "projects.note"),
            new Fault(
                    "alter table draft_prompts alter column expires_at set default now() + interval '8 days'",
                    ObjectKind.COLUMN,
                    "draft_prompts.expires_at"),
            new Fault("alter table projects alter column id drop default", ObjectKind.COLUMN, "projects.id"),
            new Fault("alter type job_status add value 'PAUSED'", ObjectKind.TYPE, "job_status"),
            new Fault("alter type step_status rename value 'failed' to 'broken'", ObjectKind.TYPE, "step_status"),
            new Fault(
                    "alter table credit_ledger alter column entry_number set increment by 2",
                    ObjectKind.COLUMN,
                    "credit_ledger.entry_number"),
            new Fault("create sequence stray owned by jobs.progress", ObjectKind.SEQUENCE, "stray owned by"),
            new Fault("drop table assets", ObjectKind.TABLE, "assets"),
            new Fault("create table stray (id int)", ObjectKind.TABLE, "stray"),
            new Fault("alter table credit_accounts set (fillfactor = 100)", ObjectKind.TABLE, "credit_accounts"),
            new Fault(
                    "alter view credit_discrepancies reset (security_invoker)",
                    ObjectKind.VIEW,
                    "credit_discrepancies"),
            new Fault(
                    "alter view credit_discrepancies rename column user_id to someone",
                    ObjectKind.VIEW,
                    "credit_discrepancies"),
            new Fault(
                    "alter table credit_accounts drop constraint credit_accounts_available_check",
                    ObjectKind.CONSTRAINT,
                    "credit_accounts.credit_accounts_available_check"),
            new Fault(
                    "alter table jobs drop constraint jobs_project_id_fkey;"
                            + " alter table jobs add constraint jobs_project_id_fkey foreign key (project_id) references projects",
                    ObjectKind.CONSTRAINT,
                    "jobs.jobs_project_id_fkey"),
            new Fault(
                    "alter table jobs drop constraint jobs_progress_check;"
                            + " alter table jobs add constraint jobs_progress_check check (progress between 0 and 100) not valid",
                    ObjectKind.CONSTRAINT,
                    "jobs.jobs_progress_check"),
            new Fault(
                    "alter table credit_ledger drop constraint credit_ledger_stripe_payment_id_key",
                    ObjectKind.CONSTRAINT,
                    "credit_ledger.credit_ledger_stripe_payment_id_key"),
            new Fault("drop index idx_jobs_user", ObjectKind.INDEX, "idx_jobs_user"),
            new Fault(
                    "drop index idx_jobs_user; create index idx_jobs_user on jobs (user_id) where progress > 0",
                    ObjectKind.INDEX,
                    "idx_jobs_user"),
            new Fault("create index twice on jobs (status)", ObjectKind.INDEX, "twice"),
            new Fault(
                    "update pg_index set indisvalid = false where indexrelid = 'idx_jobs_user'::regclass",
                    ObjectKind.INDEX,
                    "idx_jobs_user"),
            new Fault("alter function touch_updated_at() reset search_path", ObjectKind.FUNCTION, "touch_updated_at()"),
            new Fault(
                    "alter function get_credit_balance(uuid) security definer",
                    ObjectKind.FUNCTION,
                    "get_credit_balance(uuid)"),
            new Fault(
                    "create or replace function welcome_credits() returns integer language plpgsql"
                            + " set search_path from current as $$ begin return 1000; end $$",
                    ObjectKind.FUNCTION,
                    "welcome_credits()"),
            new Fault("drop function project_dashboard()", ObjectKind.FUNCTION, "project_dashboard()"),
            new Fault(
                    "create function stray() returns int language sql set search_path = '' as 'select 1';"
                            + " revoke all on function stray() from public",
                    ObjectKind.FUNCTION,
                    "stray()"),
            new Fault(
                    "grant execute on function set_up_user(uuid, text, boolean) to public",
                    ObjectKind.GRANT,
                    "set_up_user(uuid,text,boolean) to public"),
            new Fault("alter function keep_ledger() owner to service_role", ObjectKind.OWNER, "keep_ledger() (owner)"),
            new Fault("drop trigger keep_ledger on credit_ledger", ObjectKind.TRIGGER, "keep_ledger on credit_ledger"),
            new Fault(
                    "alter table credit_ledger disable trigger keep_ledger",
                    ObjectKind.TRIGGER,
                    "keep_ledger on credit_ledger"),
            new Fault(
                    "grant update on credit_accounts to authenticated",
                    ObjectKind.GRANT,
                    "credit_accounts to authenticated"),
            new Fault("grant truncate on projects to authenticated", ObjectKind.GRANT, "projects to authenticated"),
            new Fault(
                    "grant update (stripe_customer_id) on profiles to authenticated",
                    ObjectKind.GRANT,
                    "columns of profiles to authenticated"),
            new Fault("revoke select on jobs from authenticated", ObjectKind.GRANT, "jobs to authenticated"),
            new Fault(
                    "grant usage on sequence credit_ledger_entry_number_seq to anon",
                    ObjectKind.GRANT,
                    "credit_ledger_entry_number_seq to anon"),
            new Fault("alter table jobs owner to service_role", ObjectKind.OWNER, "jobs (owner)"),
            new Fault("revoke usage on schema video_alpha from anon", ObjectKind.GRANT, "schema to anon"),
            new Fault(
                    "grant create on schema video_alpha to authenticated", ObjectKind.GRANT, "schema to authenticated"),
            new Fault(
                    "alter default privileges in schema video_alpha grant select on tables to anon",
                    ObjectKind.DEFAULT_PRIVILEGE,
                    "tables of postgres to anon"),
            new Fault(
                    "alter default privileges in schema video_alpha grant execute on functions to authenticated",
                    ObjectKind.DEFAULT_PRIVILEGE,
                    "functions of postgres to authenticated"),
            new Fault("comment on table jobs is 'anybody''s'", ObjectKind.COMMENT, "jobs"),
            new Fault(
                    "alter function touch_updated_at() set search_path = schemata_reference, pg_temp",
                    ObjectKind.FUNCTION,
                    "touch_updated_at()"),
            new Fault("alter schema video_alpha owner to service_role", ObjectKind.OWNER, "schema (owner)"),
            new Fault(
                    "do $$ begin execute (select format('alter table jobs enable replica trigger %I', tgname)"
                            + " from pg_trigger where tgfoid = '\"RI_FKey_check_ins\"'::regproc and tgconstraint ="
                            + " (select oid from pg_constraint where conrelid = 'jobs'::regclass"
                            + " and conname = 'jobs_project_id_fkey')); end $$",
                    ObjectKind.TRIGGER,
                    "RI_FKey_check_ins of constraint jobs_project_id_fkey on jobs is on for replicas only"),
            new Fault("create collation stray (locale = 'C')", ObjectKind.COLLATION, "stray"),
            new Fault(
                    "create rule stray as on delete to jobs do instead nothing; alter table jobs disable rule stray",
                    ObjectKind.RULE,
                    "stray on jobs"));
}
