--liquibase formatted sql

--changeset schemata:forget_link_ends runOnChange:true splitStatements:false
-- Does what becomes of links when rows of a type are deleted, all of them without p_ids: kept ones are marked, the
-- others go. A transaction that reads an older state than it writes to cannot see what was linked since: it is refused
-- as PostgreSQL refuses it where a foreign key is in the way, and may be tried again.
create or replace function forget_link_ends(p_mode text, p_type text, p_ids uuid[]) returns void
language plpgsql set search_path from current
as $$
declare
  kept constant text[] := array(select link_type from link_types where is_kept);
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    if p_ids is null then
      raise exception using errcode = 'feature_not_supported',
        message = 'tables that may be linked are truncated in read committed transactions';
    end if;
    insert into link_ends (mode, type, id) select p_mode, p_type, unnest(p_ids) on conflict do nothing;
  end if;

  update cross_links set source_deleted_at = now()
  where source_mode = p_mode and source_type = p_type and (p_ids is null or source_end = any (p_ids))
    and source_end is not null and link_type = any (kept);
  update cross_links set target_deleted_at = now()
  where target_mode = p_mode and target_type = p_type and (p_ids is null or target_end = any (p_ids))
    and target_end is not null and link_type = any (kept);
  delete from cross_links
  where source_mode = p_mode and source_type = p_type and (p_ids is null or source_end = any (p_ids))
    and source_end is not null;
  delete from cross_links
  where target_mode = p_mode and target_type = p_type and (p_ids is null or target_end = any (p_ids))
    and target_end is not null;
  delete from link_ends where mode = p_mode and type = p_type and (p_ids is null or id = any (p_ids));
end
$$;
revoke all on function forget_link_ends(text, text, uuid[]) from public, anon, authenticated, service_role;
