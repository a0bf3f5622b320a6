--liquibase formatted sql

--changeset schemata:002-jobs splitStatements:false
-- One attempt at making a project's video. Workers move it; its owner watches.
create type job_status as enum (
  'PENDING', 'QUEUED', 'SCRIPTING', 'VOICE_GEN', 'ALIGNMENT', 'VISUAL_PLAN',
  'IMAGE_GEN', 'TIMELINE', 'RENDERING', 'PACKAGING', 'READY', 'FAILED'
);

create table jobs (
  id uuid primary key default gen_random_uuid(),
  -- Foreign keys are checked in the order they stand here: the user first, as his deletion locks him first.
  user_id uuid not null references auth.users (id) on delete cascade,
  project_id uuid not null references projects (id) on delete cascade,
  status job_status not null default 'PENDING',
  progress integer not null default 0 check (progress between 0 and 100),
  status_message text,
  cost_credits_reserved integer not null default 0 check (cost_credits_reserved >= 0),
  cost_credits_final integer check (cost_credits_final >= 0),
  failed_step text,
  error_code text,
  error_message text,
  output_url text,
  manifest_json jsonb,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index idx_jobs_user on jobs (user_id);
create index idx_jobs_project on jobs (project_id, created_at desc);
create index idx_jobs_status on jobs (status);
create index idx_jobs_created on jobs (created_at desc);

revoke all on jobs from public, anon, authenticated, service_role;
alter table jobs enable row level security;
create policy "Users watch their own jobs" on jobs
  for select to authenticated using (user_id = (select auth.uid()));

grant select on jobs to authenticated;
grant select, insert, update, delete on jobs to service_role;
