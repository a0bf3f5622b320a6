package io.schemata.migrate;

import io.schemata.structure.Kind;
import java.util.List;

/**
 * Something that went wrong with a schema, a tenant's of the blueprint {@code video-studio}.
 *
 * @param sql what somebody did
 * @param kind of what {@code validate} and {@code compare} have to name
 * @param name how it is called among its kind
 */
record Fault(String sql, Kind kind, String name) {
    static final List<Fault> ALL = List.of(
            new Fault(
                    "drop policy \"Users manage their own projects\" on projects",
                    Kind.POLICY,
                    "\"Users manage their own projects\" on projects"),
            new Fault("alter table jobs disable row level security", Kind.ROW_SECURITY, "jobs enabled"),
            new Fault("alter table jobs force row level security", Kind.ROW_SECURITY, "jobs forced"),
            new Fault(
                    "create policy \"Everybody reads\" on jobs for select to anon using (true)",
                    Kind.POLICY,
                    "\"Everybody reads\" on jobs"),
            new Fault(
                    "alter policy \"Users watch their own jobs\" on jobs to public",
                    Kind.POLICY,
                    "\"Users watch their own jobs\" on jobs"),
            new Fault(
                    "alter policy \"Users watch their own jobs\" on jobs using (true)",
                    Kind.POLICY,
                    "\"Users watch their own jobs\" on jobs"),
            new Fault(
                    "alter policy \"Users watch their own jobs\" on jobs using (user_id = auth.uid())",
                    Kind.POLICY,
                    "\"Users watch their own jobs\" on jobs"),
            new Fault(
                    "alter policy \"Users watch their own jobs\" on jobs rename to \"Watch\"",
                    Kind.POLICY,
                    "\"Watch\" on jobs"),
            new Fault("alter table jobs alter column progress type bigint", Kind.COLUMN, "jobs.progress"),
            new Fault("alter table projects alter column title drop not null", Kind.COLUMN, "projects.title"),
            new Fault("alter table projects drop column niche_preset", Kind.COLUMN, "projects.niche_preset"),
            new Fault("alter table projects add column note text", Kind.COLUMN, "projects.note"),
            new Fault(
                    "alter table draft_prompts alter column expires_at set default now() + interval '8 days'",
                    Kind.COLUMN,
                    "draft_prompts.expires_at"),
            new Fault("alter table projects alter column id drop default", Kind.COLUMN, "projects.id"),
            new Fault("alter type job_status add value 'PAUSED'", Kind.TYPE, "job_status"),
            new Fault("alter type step_status rename value 'failed' to 'broken'", Kind.TYPE, "step_status"),
            new Fault(
                    "alter table credit_ledger alter column entry_number set increment by 2",
                    Kind.COLUMN,
                    "credit_ledger.entry_number"),
            new Fault("create sequence stray owned by jobs.progress", Kind.SEQUENCE, "stray owned by"),
            new Fault("drop table assets", Kind.TABLE, "assets"),
            new Fault("create table stray (id int)", Kind.TABLE, "stray"),
            new Fault("alter table credit_accounts set (fillfactor = 100)", Kind.TABLE, "credit_accounts"),
            new Fault("alter view credit_discrepancies reset (security_invoker)", Kind.VIEW, "credit_discrepancies"),
            new Fault(
                    "alter view credit_discrepancies rename column user_id to someone",
                    Kind.VIEW,
                    "credit_discrepancies"),
            new Fault(
                    "alter table credit_accounts drop constraint credit_accounts_available_check",
                    Kind.CONSTRAINT,
                    "credit_accounts.credit_accounts_available_check"),
            new Fault(
                    "alter table jobs drop constraint jobs_project_id_fkey;"
                            + " alter table jobs add constraint jobs_project_id_fkey foreign key (project_id) references projects",
                    Kind.CONSTRAINT,
                    "jobs.jobs_project_id_fkey"),
            new Fault(
                    "alter table jobs drop constraint jobs_progress_check;"
                            + " alter table jobs add constraint jobs_progress_check check (progress between 0 and 100) not valid",
                    Kind.CONSTRAINT,
                    "jobs.jobs_progress_check"),
            new Fault(
                    "alter table credit_ledger drop constraint credit_ledger_stripe_payment_id_key",
                    Kind.CONSTRAINT,
                    "credit_ledger.credit_ledger_stripe_payment_id_key"),
            new Fault("drop index idx_jobs_user", Kind.INDEX, "idx_jobs_user"),
            new Fault(
                    "drop index idx_jobs_user; create index idx_jobs_user on jobs (user_id) where progress > 0",
                    Kind.INDEX,
                    "idx_jobs_user"),
            new Fault("create index twice on jobs (status)", Kind.INDEX, "twice"),
            new Fault(
                    "update pg_index set indisvalid = false where indexrelid = 'idx_jobs_user'::regclass",
                    Kind.INDEX,
                    "idx_jobs_user"),
            new Fault("alter function touch_updated_at() reset search_path", Kind.FUNCTION, "touch_updated_at()"),
            new Fault(
                    "alter function get_credit_balance(uuid) security definer",
                    Kind.FUNCTION,
                    "get_credit_balance(uuid)"),
            new Fault(
                    "create or replace function welcome_credits() returns integer language plpgsql"
                            + " set search_path from current as $$ begin return 1000; end $$",
                    Kind.FUNCTION,
                    "welcome_credits()"),
            new Fault("drop function project_dashboard()", Kind.FUNCTION, "project_dashboard()"),
            new Fault(
                    "create function stray() returns int language sql set search_path = '' as 'select 1';"
                            + " revoke all on function stray() from public",
                    Kind.FUNCTION,
                    "stray()"),
            new Fault(
                    "grant execute on function set_up_user(uuid, text, boolean) to public",
                    Kind.GRANT,
                    "set_up_user(uuid,text,boolean) to public"),
            new Fault("alter function keep_ledger() owner to service_role", Kind.OWNER, "keep_ledger() (owner)"),
            new Fault("drop trigger keep_ledger on credit_ledger", Kind.TRIGGER, "keep_ledger on credit_ledger"),
            new Fault(
                    "alter table credit_ledger disable trigger keep_ledger",
                    Kind.TRIGGER,
                    "keep_ledger on credit_ledger"),
            new Fault(
                    "grant update on credit_accounts to authenticated", Kind.GRANT, "credit_accounts to authenticated"),
            new Fault("grant truncate on projects to authenticated", Kind.GRANT, "projects to authenticated"),
            new Fault(
                    "grant update (stripe_customer_id) on profiles to authenticated",
                    Kind.GRANT,
                    "columns of profiles to authenticated"),
            new Fault("revoke select on jobs from authenticated", Kind.GRANT, "jobs to authenticated"),
            new Fault(
                    "grant usage on sequence credit_ledger_entry_number_seq to anon",
                    Kind.GRANT,
                    "credit_ledger_entry_number_seq to anon"),
            new Fault("alter table jobs owner to service_role", Kind.OWNER, "jobs (owner)"),
            new Fault("revoke usage on schema video_alpha from anon", Kind.GRANT, "schema to anon"),
            new Fault("grant create on schema video_alpha to authenticated", Kind.GRANT, "schema to authenticated"),
            new Fault(
                    "alter default privileges in schema video_alpha grant select on tables to anon",
                    Kind.DEFAULT_PRIVILEGE,
                    "tables of postgres to anon"),
            new Fault(
                    "alter default privileges in schema video_alpha grant execute on functions to authenticated",
                    Kind.DEFAULT_PRIVILEGE,
                    "functions of postgres to authenticated"),
            new Fault("comment on table jobs is 'anybody''s'", Kind.COMMENT, "jobs"),
            new Fault(
                    "alter function touch_updated_at() set search_path = schemata_reference, pg_temp",
                    Kind.FUNCTION,
                    "touch_updated_at()"),
            new Fault("alter schema video_alpha owner to service_role", Kind.OWNER, "schema (owner)"),
            new Fault(
                    "do $$ begin execute (select format('alter table jobs enable replica trigger %I', tgname)"
                            + " from pg_trigger where tgfoid = '\"RI_FKey_check_ins\"'::regproc and tgconstraint ="
                            + " (select oid from pg_constraint where conrelid = 'jobs'::regclass"
                            + " and conname = 'jobs_project_id_fkey')); end $$",
                    Kind.TRIGGER,
                    "RI_FKey_check_ins of constraint jobs_project_id_fkey on jobs is on for replicas only"),
            new Fault("create collation stray (locale = 'C')", Kind.OTHER, "collation stray"),
            new Fault(
                    "create rule stray as on delete to jobs do instead nothing; alter table jobs disable rule stray",
                    Kind.RULE,
                    "stray on jobs"));
}
