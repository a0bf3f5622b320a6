--liquibase formatted sql

--changeset schemata:links_on_side runOnChange:true splitStatements:false
-- Up to p_limit links that have a row as their source, or as their target, newest first, of those older than the place
-- p_before; of one type, or of all when it is null. Each branch is a range of one index.
create or replace function links_on_side(
  p_side text, p_end link_ends, p_link_type text, p_before timestamptz, p_before_id uuid, p_limit integer
) returns setof cross_links
language plpgsql stable set search_path from current set plan_cache_mode = force_generic_plan
as $$
begin
  if p_side = 'source' and p_link_type is null then
    return query select * from cross_links
      where source_mode = p_end.mode and source_type = p_end.type and source_end = p_end.id
        and (created_at, id) < (p_before, p_before_id)
      order by created_at desc, id desc limit p_limit;
  elsif p_side = 'source' then
    return query select * from cross_links
      where source_mode = p_end.mode and source_type = p_end.type and source_end = p_end.id
        and link_type = p_link_type and (created_at, id) < (p_before, p_before_id)
      order by created_at desc, id desc limit p_limit;
  elsif p_link_type is null then
    return query select * from cross_links
      where target_mode = p_end.mode and target_type = p_end.type and target_end = p_end.id
        and (created_at, id) < (p_before, p_before_id)
      order by created_at desc, id desc limit p_limit;
  else
    return query select * from cross_links
      where target_mode = p_end.mode and target_type = p_end.type and target_end = p_end.id
        and link_type = p_link_type and (created_at, id) < (p_before, p_before_id)
      order by created_at desc, id desc limit p_limit;
  end if;
end
$$;
revoke all on function links_on_side(text, link_ends, text, timestamptz, uuid, integer) from public, anon, authenticated, service_role;
