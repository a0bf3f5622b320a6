--liquibase formatted sql

--changeset schemata:003-images splitStatements:false
-- What a crawl has found.
create table images (
  id bigint generated always as identity primary key,
  crawl_job_id integer not null references crawl_jobs (id) on delete cascade,
  original_url text not null,
  filename text not null,
  storage_url text,
  width integer check (width > 0),
  height integer check (height > 0),
  file_size bigint check (file_size >= 0),
  format text,
  hash text,
  is_valid boolean not null default true,
  is_duplicate boolean not null default false,
  labels jsonb not null default '[]',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  downloaded_at timestamptz
);
create index idx_images_job on images (crawl_job_id);
create index idx_images_hash on images (hash) where hash is not null;

revoke all on images, images_id_seq from public, anon, authenticated, service_role;
alter table images enable row level security;
create policy "Users view the images of their own crawls" on images
  for select to authenticated using (exists (
    select from crawl_jobs j join projects p on p.id = j.project_id
    where j.id = crawl_job_id and p.user_id = (select auth.uid())));

grant select on images to authenticated;
grant select, insert, update, delete on images to service_role;
