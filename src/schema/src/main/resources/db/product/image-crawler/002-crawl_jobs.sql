--liquibase formatted sql

--changeset schemata:002-crawl_jobs splitStatements:false
-- One crawl for a project, cut into chunks that workers take in parallel. Its owner starts and cancels it; what it has
-- got is the workers' to write.
create table crawl_jobs (
  id integer generated always as identity primary key,
  project_id integer not null references projects (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 200),
  keywords jsonb not null default '[]' check (jsonb_typeof(keywords) = 'array'),
  max_images integer not null default 1000 check (max_images between 1 and 1000000),
  status text not null default 'pending' check (status in ('pending', 'running', 'completed', 'failed', 'cancelled')),
  progress integer not null default 0 check (progress between 0 and 100),
  total_images integer not null default 0 check (total_images >= 0),
  downloaded_images integer not null default 0 check (downloaded_images >= 0),
  valid_images integer not null default 0 check (valid_images >= 0),
  total_chunks integer not null default 0 check (total_chunks >= 0),
  active_chunks integer not null default 0 check (active_chunks >= 0),
  completed_chunks integer not null default 0 check (completed_chunks >= 0),
  failed_chunks integer not null default 0 check (failed_chunks >= 0),
  task_ids jsonb not null default '[]' check (jsonb_typeof(task_ids) = 'array'),
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint crawl_jobs_chunks check (active_chunks + completed_chunks + failed_chunks <= total_chunks)
);
create index idx_crawl_jobs_project on crawl_jobs (project_id);
create index idx_crawl_jobs_status on crawl_jobs (status) where status in ('pending', 'running');

revoke all on crawl_jobs, crawl_jobs_id_seq from public, anon, authenticated, service_role;
alter table crawl_jobs enable row level security;
create policy "Users view the jobs of their own projects" on crawl_jobs
  for select to authenticated
  using (exists (select from projects p where p.id = project_id and p.user_id = (select auth.uid())));
create policy "Users start jobs in their own projects" on crawl_jobs
  for insert to authenticated
  with check (exists (select from projects p where p.id = project_id and p.user_id = (select auth.uid())));
create policy "Users throw away the jobs of their own projects" on crawl_jobs
  for delete to authenticated
  using (exists (select from projects p where p.id = project_id and p.user_id = (select auth.uid())));
create policy "Users cancel the jobs of their own projects" on crawl_jobs
  for update to authenticated
  using (status in ('pending', 'running')
    and exists (select from projects p where p.id = project_id and p.user_id = (select auth.uid())))
  with check (status = 'cancelled');

grant select, delete, insert (project_id, name, keywords, max_images), update (status) on crawl_jobs to authenticated;
grant select, insert, update, delete on crawl_jobs to service_role;

create trigger tr_crawl_jobs_updated before update on crawl_jobs
  for each row execute function touch_updated_at();
