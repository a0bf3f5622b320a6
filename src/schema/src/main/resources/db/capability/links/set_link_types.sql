--liquibase formatted sql

--changeset schemata:set_link_types runOnChange:true splitStatements:false
-- Which link types are symmetric and which are kept from now on, each list separated by commas. Where a type has become
-- symmetric, of two links that were each other's reverse the older one stays.
create or replace function set_link_types(p_symmetric text, p_kept text) returns void
language plpgsql set search_path from current
as $$
declare
  symmetric_types constant text[] := string_to_array(p_symmetric, ',');
  kept_types constant text[] := string_to_array(p_kept, ',');
begin
  lock table cross_links in share row exclusive mode;
  delete from link_types;
  insert into link_types (link_type, is_symmetric, is_kept)
  select distinct name, name = any (symmetric_types), name = any (kept_types)
  from unnest(symmetric_types || kept_types) as name;

  delete from cross_links younger using cross_links older
  where younger.link_type = any (symmetric_types) and older.link_type = younger.link_type
    and (older.source_mode, older.source_type, older.source_id)
      = (younger.target_mode, younger.target_type, younger.target_id)
    and (older.target_mode, older.target_type, older.target_id)
      = (younger.source_mode, younger.source_type, younger.source_id)
    and coalesce(older.source_deleted_at, older.target_deleted_at) is null
    and coalesce(younger.source_deleted_at, younger.target_deleted_at) is null
    and (older.created_at, older.id) < (younger.created_at, younger.id);
  update cross_links set
    source_mode = target_mode, source_type = target_type, source_id = target_id, source_deleted_at = target_deleted_at,
    target_mode = source_mode, target_type = source_type, target_id = source_id, target_deleted_at = source_deleted_at
  where link_type = any (symmetric_types)
    and (source_mode collate "C", source_type collate "C", source_id)
      > (target_mode collate "C", target_type collate "C", target_id);
end
$$;
revoke all on function set_link_types(text, text) from public, anon, authenticated, service_role;
