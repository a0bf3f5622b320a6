--liquibase formatted sql

--changeset schemata:002-link_ends splitStatements:false
-- The rows that are or were linked. A link cannot be where one of its ends is not, as no foreign key can lead to many
-- tables, but to this one it can.
create table link_ends (
  mode text not null,
  type text not null,
  id uuid not null,
  primary key (mode, type, id)
);
revoke all on link_ends from public, anon, authenticated, service_role;
alter table link_ends enable row level security;
-- No policy and no grant: only hold_link_ends and forget_link_ends look here.

--changeset schemata:002-cross_links splitStatements:false
-- A link from a row of one mode to a row of another, or of the same. A kept one outlives its ends and says since when.
create table cross_links (
  id uuid primary key default gen_random_uuid(),
  source_mode text not null,
  source_type text not null,
  source_id uuid not null,
  target_mode text not null,
  target_type text not null,
  target_id uuid not null,
  link_type text not null check (char_length(link_type) between 1 and 100),
  confidence double precision constraint cross_links_confidence_is_a_probability
    check (confidence >= 0 and confidence <= 1),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  -- As PostgreSQL writes it, with its spaces; the functions take 16 KiB as clients write it.
  metadata jsonb not null default '{}' constraint cross_links_metadata_is_a_small_object check (
    jsonb_typeof(metadata) = 'object' and octet_length(metadata::text) <= 32768),
  source_deleted_at timestamptz,
  target_deleted_at timestamptz,
  source_end uuid generated always as (case when source_deleted_at is null then source_id end) stored,
  target_end uuid generated always as (case when target_deleted_at is null then target_id end) stored,
  constraint cross_links_have_two_ends
    check ((source_mode, source_type, source_id) <> (target_mode, target_type, target_id)),
  constraint cross_links_source foreign key (source_mode, source_type, source_end)
    references link_ends (mode, type, id) on delete cascade,
  constraint cross_links_target foreign key (target_mode, target_type, target_end)
    references link_ends (mode, type, id) on delete cascade
);
create unique index cross_links_once on cross_links
  (source_mode, source_type, source_id, target_mode, target_type, target_id, link_type)
  where source_deleted_at is null and target_deleted_at is null;

-- A row's links are listed newest first, all of them or those of a type, from either end.
create index idx_cross_links_source on cross_links (source_mode, source_type, source_end, created_at, id);
create index idx_cross_links_target on cross_links (target_mode, target_type, target_end, created_at, id);
create index idx_cross_links_source_type on cross_links
  (source_mode, source_type, source_end, link_type, created_at, id);
create index idx_cross_links_target_type on cross_links
  (target_mode, target_type, target_end, link_type, created_at, id);
create index idx_cross_links_created_by on cross_links (created_by);

revoke all on cross_links from public, anon, authenticated, service_role;
alter table cross_links enable row level security;
create policy "Users see links of which they see both ends, and what is left of their own" on cross_links
  for select to authenticated using (
    (source_end = any (visible_link_ends(source_mode, source_type, array[source_end]))
      or source_deleted_at is not null and created_by = (select auth.uid()))
    and (target_end = any (visible_link_ends(target_mode, target_type, array[target_end]))
      or target_deleted_at is not null and created_by = (select auth.uid())));
create policy "Users link in their own name" on cross_links
  for insert to authenticated with check (created_by = (select auth.uid()));
create policy "Users change what they say of their own links" on cross_links
  for update to authenticated using (created_by = (select auth.uid())) with check (created_by = (select auth.uid()));
create policy "Users remove their own links" on cross_links
  for delete to authenticated using (created_by = (select auth.uid()));

-- What a link leads from and to is never changed, by nobody: it would be another link.
grant select, insert (
  source_mode, source_type, source_id, target_mode, target_type, target_id, link_type, confidence, metadata, created_by
), update (confidence, metadata), delete on cross_links to authenticated, service_role;
