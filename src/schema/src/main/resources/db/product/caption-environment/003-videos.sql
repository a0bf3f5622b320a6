--liquibase formatted sql

--changeset schemata:003-videos splitStatements:false
-- The videos of an organisation, and how far their captions are.
create type video_status as enum ('uploading', 'queued', 'processing', 'ready', 'failed', 'archived');

create table videos (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references tenants (id) on delete cascade,
  uploaded_by uuid default auth.uid() references auth.users (id) on delete set null,
  title text not null check (char_length(title) between 1 and 500),
  filename text not null check (char_length(filename) between 1 and 500),
  storage_key text not null unique,
  size_bytes bigint not null default 0 check (size_bytes >= 0),
  duration_seconds numeric(10, 3) check (duration_seconds >= 0),
  width integer check (width > 0),
  height integer check (height > 0),
  status video_status not null default 'uploading',
  error text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint videos_in_tenant unique (tenant_id, id)
);
create index idx_videos_tenant on videos (tenant_id, created_at desc) where deleted_at is null;
create index idx_videos_uploaded_by on videos (uploaded_by);
create index idx_videos_unfinished on videos (created_at) where status in ('queued', 'processing');

revoke all on videos from public, anon, authenticated, service_role;
alter table videos enable row level security;
create policy "Users see the videos of their organisation" on videos
  for select to authenticated using (tenant_id = (select own_tenant()));
create policy "Members upload in their own name" on videos
  for insert to authenticated with check (
    tenant_id = (select own_tenant()) and (select own_role()) <> 'viewer' and uploaded_by = (select auth.uid()));
create policy "Members change the videos of their organisation" on videos
  for update to authenticated
  using (tenant_id = (select own_tenant()) and (select own_role()) <> 'viewer')
  with check (tenant_id = (select own_tenant()));

grant select, insert (id, tenant_id, uploaded_by, title, filename, storage_key, size_bytes, metadata),
  update (title, metadata, deleted_at) on videos to authenticated;
grant select, insert, update, delete on videos to service_role;

create trigger tr_videos_updated before update on videos
  for each row execute function touch_updated_at();
