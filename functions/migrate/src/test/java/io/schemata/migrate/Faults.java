package io.schemata.migrate;

import java.util.List;

/**
 * What may go wrong with a schema, each done to a tenant of the blueprint {@code video-studio}.
 *
 * @param sql what somebody did
 * @param named how {@code validate} and {@code compare} have to name it
 */
record Faults(String sql, String named) {
    static final List<Faults> ALL = List.of(
            // Row level security
            new Faults(
                    "drop policy \"Users manage their own projects\" on projects", "Users manage their own projects"),
            new Faults("alter table jobs disable row level security", "jobs"),
            new Faults("alter table jobs force row level security", "jobs forced"),
            new Faults("create policy \"Everybody reads\" on jobs for select to anon using (true)", "Everybody reads"),
            new Faults("alter policy \"Users watch their own jobs\" on jobs to public", "Users watch their own jobs"),
            new Faults(
                    "alter policy \"Users watch their own jobs\" on jobs using (true)", "Users watch their own jobs"),
            new Faults(
                    "alter policy \"Users watch their own jobs\" on jobs using (user_id = auth.uid())",
                    "Users watch their own jobs"),
            new Faults("alter policy \"Users watch their own jobs\" on jobs rename to \"Watch\"", "\"Watch\" on jobs"),
            // Columns, types, defaults
            new Faults("alter table jobs alter column progress type bigint", "jobs.progress"),
            new Faults("alter table projects alter column title drop not null", "projects.title"),
            new Faults("alter table projects drop column niche_preset", "projects.niche_preset"),
            new Faults("alter table projects add column note text", "projects.note"),
            new Faults(
                    "alter table draft_prompts alter column expires_at set default now() + interval '8 days'",
                    "draft_prompts.expires_at"),
            new Faults("alter table projects alter column id drop default", "projects.id"),
            new Faults("alter type job_status add value 'PAUSED'", "job_status"),
            new Faults("alter type step_status rename value 'failed' to 'broken'", "step_status"),
            new Faults(
                    "alter table credit_ledger alter column entry_number set increment by 2",
                    "credit_ledger.entry_number"),
            new Faults("create sequence stray owned by jobs.progress", "stray owned by"),
            // Tables and views
            new Faults("drop table assets", "assets"),
            new Faults("create table stray (id int)", "stray"),
            new Faults("alter table credit_accounts set (fillfactor = 100)", "credit_accounts"),
            new Faults("alter view credit_discrepancies reset (security_invoker)", "credit_discrepancies"),
            new Faults("alter view credit_discrepancies rename column user_id to someone", "credit_discrepancies"),
            // Constraints and indexes
            new Faults(
                    "alter table credit_accounts drop constraint credit_accounts_available_check",
                    "credit_accounts_available_check"),
            new Faults(
                    "alter table jobs drop constraint jobs_project_id_fkey;"
                            + " alter table jobs add constraint jobs_project_id_fkey foreign key (project_id) references projects",
                    "jobs_project_id_fkey"),
            new Faults(
                    "alter table jobs drop constraint jobs_progress_check;"
                            + " alter table jobs add constraint jobs_progress_check check (progress between 0 and 100) not valid",
                    "jobs_progress_check"),
            new Faults(
                    "alter table credit_ledger drop constraint credit_ledger_stripe_payment_id_key",
                    "credit_ledger_stripe_payment_id_key"),
            new Faults("drop index idx_jobs_user", "idx_jobs_user"),
            new Faults(
                    "drop index idx_jobs_user; create index idx_jobs_user on jobs (user_id) where progress > 0",
                    "idx_jobs_user"),
            new Faults("create index twice on jobs (status)", "twice"),
            new Faults(
                    "update pg_index set indisvalid = false where indexrelid = 'idx_jobs_user'::regclass",
                    "idx_jobs_user"),
            // Functions
            new Faults("alter function touch_updated_at() reset search_path", "touch_updated_at()"),
            new Faults("alter function get_credit_balance(uuid) security definer", "get_credit_balance(uuid)"),
            new Faults(
                    "create or replace function welcome_credits() returns integer language plpgsql"
                            + " set search_path from current as $$ begin return 1000; end $$",
                    "welcome_credits()"),
            new Faults("drop function project_dashboard()", "project_dashboard()"),
            new Faults(
                    "create function stray() returns int language sql set search_path = '' as 'select 1';"
                            + " revoke all on function stray() from public",
                    "stray()"),
            new Faults("grant execute on function set_up_user(uuid, text) to public", "set_up_user(uuid,text)"),
            new Faults("alter function keep_ledger() owner to service_role", "keep_ledger()"),
            // Triggers
            new Faults("drop trigger keep_ledger on credit_ledger", "keep_ledger on credit_ledger"),
            new Faults("alter table credit_ledger disable trigger keep_ledger", "keep_ledger"),
            // Grants and owners
            new Faults("grant update on credit_accounts to authenticated", "credit_accounts"),
            new Faults("grant truncate on projects to authenticated", "projects"),
            new Faults("grant update (stripe_customer_id) on profiles to authenticated", "profiles to authenticated"),
            new Faults("revoke select on jobs from authenticated", "jobs to authenticated"),
            new Faults(
                    "grant usage on sequence credit_ledger_entry_number_seq to anon", "credit_ledger_entry_number_seq"),
            new Faults("alter table jobs owner to service_role", "jobs (owner)"),
            new Faults("revoke usage on schema video_alpha from anon", "schema to anon"),
            new Faults("grant create on schema video_alpha to authenticated", "schema to authenticated"),
            new Faults(
                    "alter default privileges in schema video_alpha grant select on tables to anon",
                    "tables of postgres to anon"),
            new Faults(
                    "alter default privileges in schema video_alpha grant execute on functions to authenticated",
                    "routines of postgres to authenticated"),
            // What is said of them
            new Faults("comment on table jobs is 'anybody''s'", "jobs"));
}
