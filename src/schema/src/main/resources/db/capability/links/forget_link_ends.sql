--liquibase formatted sql

--changeset schemata:forget_link_ends runOnChange:true splitStatements:false
-- Does what becomes of links when rows of a type are deleted, all of them without p_ids: kept ones are marked, the
-- others go. A transaction that reads an older state than it writes to cannot see what was linked since: it is refused
-- as PostgreSQL refuses it where a foreign key is in the way, and may be tried again.
create or replace function forget_link_ends(p_mode text, p_type text, p_ids uuid[]) returns void
language plpgsql set search_path from current
as $$
declare
  ids uuid[] := p_ids;
  kept text[];
begin
  lock table cross_links in row exclusive mode;  -- so that set_link_types is not in its middle
  kept := array(select link_type from link_types where is_kept);
  if ids is null then
    ids := array(select id from link_ends where mode = p_mode and type = p_type);
  end if;
  if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
    if p_ids is null then
      raise exception using errcode = 'feature_not_supported',
        message = 'tables that may be linked are truncated in read committed transactions';
    end if;
    insert into link_ends (mode, type, id) select p_mode, p_type, unnest(ids) on conflict do nothing;
  end if;

  -- All of them in one order, whichever end they are forgotten for: two deletions at once do not wait for each other.
  perform from cross_links
  where id = any (array(
    select id from cross_links where source_mode = p_mode and source_type = p_type and source_end = any (ids)
    union
    select id from cross_links where target_mode = p_mode and target_type = p_type and target_end = any (ids)))
  order by id for update;

  update cross_links set source_deleted_at = now()
  where source_mode = p_mode and source_type = p_type and source_end = any (ids) and link_type = any (kept);
  update cross_links set target_deleted_at = now()
  where target_mode = p_mode and target_type = p_type and target_end = any (ids) and link_type = any (kept);
  delete from cross_links where source_mode = p_mode and source_type = p_type and source_end = any (ids);
  delete from cross_links where target_mode = p_mode and target_type = p_type and target_end = any (ids);
  delete from link_ends where mode = p_mode and type = p_type and id = any (ids);
end
$$;
revoke all on function forget_link_ends(text, text, uuid[]) from public, anon, authenticated, service_role;
