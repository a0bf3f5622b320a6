--liquibase formatted sql

--changeset schemata:004-video_search_index splitStatements:false
-- The captions of videos, frame by frame, to be searched; workers write them. Numbered by a sequence of this schema.
create table video_search_index (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  video_id uuid not null,
  frame_index integer not null check (frame_index >= 0),
  starts_at_seconds numeric(10, 3) not null check (starts_at_seconds >= 0),
  ends_at_seconds numeric(10, 3) not null,
  caption text not null check (char_length(caption) between 1 and 10000),
  search tsvector not null generated always as (to_tsvector('simple', caption)) stored,
  created_at timestamptz not null default now(),
  constraint video_search_index_once unique (video_id, frame_index),
  constraint video_search_index_lasts check (ends_at_seconds >= starts_at_seconds),
  constraint video_search_index_video foreign key (tenant_id, video_id) references videos (tenant_id, id) on delete cascade
);
create index idx_video_search_index_video on video_search_index (tenant_id, video_id, starts_at_seconds);
create index idx_video_search_index_search on video_search_index using gin (search);

revoke all on video_search_index, video_search_index_id_seq from public, anon, authenticated, service_role;
alter table video_search_index enable row level security;
create policy "Users search the videos of their organisation" on video_search_index
  for select to authenticated using (tenant_id = (select own_tenant()));

grant select on video_search_index to authenticated;
grant select, insert, update, delete on video_search_index to service_role;
