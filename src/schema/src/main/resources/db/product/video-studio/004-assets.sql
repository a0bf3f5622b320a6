--liquibase formatted sql

--changeset schemata:004-assets splitStatements:false
-- The files a job has made.
create table assets (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references jobs (id) on delete cascade,
  type text not null check (type in ('video', 'audio', 'image', 'captions', 'manifest', 'zip')),
  url text not null,
  storage_path text not null,
  size_bytes bigint check (size_bytes >= 0),
  mime_type text,
  metadata_json jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index idx_assets_job on assets (job_id);
create index idx_assets_type on assets (type);

revoke all on assets from public, anon, authenticated, service_role;
alter table assets enable row level security;
create policy "Users see the assets of their own jobs" on assets
  for select to authenticated
  using (exists (select from jobs where jobs.id = assets.job_id and jobs.user_id = (select auth.uid())));

grant select on assets to authenticated;
grant select, insert, update, delete on assets to service_role;
