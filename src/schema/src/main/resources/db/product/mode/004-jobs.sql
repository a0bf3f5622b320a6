--liquibase formatted sql

--changeset schemata:004-jobs splitStatements:false
-- Work in the background, about an entity or by itself. Workers move it; users ask for it and watch.
create table jobs (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (char_length(kind) between 1 and 100),
  status job_status not null default 'pending',
  entity_id uuid references entities (id) on delete cascade,
  artifact_id uuid references artifacts (id) on delete set null,
  input jsonb not null default '{}',
  result jsonb,
  error text,
  attempts integer not null default 0 check (attempts >= 0),
  is_private boolean not null default false,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz check (finished_at >= started_at)
);
create index idx_jobs_entity on jobs (entity_id, created_at desc);
create index idx_jobs_artifact on jobs (artifact_id);
create index idx_jobs_created_by on jobs (created_by);
create index idx_jobs_unfinished on jobs (created_at) where status in ('pending', 'running');

revoke all on jobs from public, anon, authenticated, service_role;
alter table jobs enable row level security;
create policy "Users watch all jobs but the private ones of others" on jobs
  for select to authenticated using (not is_private or created_by = (select auth.uid()));
create policy "Users ask for jobs in their own name" on jobs
  for insert to authenticated with check (created_by = (select auth.uid()));

grant select, insert (id, kind, entity_id, artifact_id, input, is_private, created_by) on jobs to authenticated;
grant select, insert, update, delete on jobs to service_role;

create trigger tr_jobs_updated before update on jobs
  for each row execute function touch_updated_at();

select make_linkable('job', 'jobs');
