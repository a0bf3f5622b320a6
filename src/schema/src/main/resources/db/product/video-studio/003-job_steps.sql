--liquibase formatted sql

--changeset schemata:003-job_steps splitStatements:false
-- How far a job has come, step by step.
create type step_status as enum ('pending', 'started', 'succeeded', 'failed');

create table job_steps (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references jobs (id) on delete cascade,
  step_name text not null,
  step_order integer not null,
  state step_status not null default 'pending',
  progress_pct integer not null default 0 check (progress_pct between 0 and 100),
  status_message text,
  error_message text,
  logs_url text,
  artifacts_json jsonb not null default '{}',
  started_at timestamptz,
  finished_at timestamptz
);
create index idx_job_steps_job on job_steps (job_id, step_order);
create unique index idx_job_steps_unique on job_steps (job_id, step_name);

revoke all on job_steps from public, anon, authenticated, service_role;
alter table job_steps enable row level security;
create policy "Users watch the steps of their own jobs" on job_steps
  for select to authenticated
  using (exists (select from jobs where jobs.id = job_steps.job_id and jobs.user_id = (select auth.uid())));

grant select on job_steps to authenticated;
grant select, insert, update, delete on job_steps to service_role;
