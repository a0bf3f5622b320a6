--liquibase formatted sql

--changeset schemata:link_page runOnChange:true splitStatements:false
-- Up to p_limit links of a row, newest first, of those older than the place p_before: those that lead out of it, in to it,
-- or both; of one type, or of all when it is null. A symmetric type leads both ways. Who may see them is not asked here.
create or replace function link_page(
  p_end link_ends, p_direction text, p_link_type text, p_before timestamptz, p_before_id uuid, p_limit integer
) returns setof cross_links
language plpgsql stable security definer set search_path from current
as $$
begin
  return query
    select link.* from (
      select 'source', p_link_type where p_direction in ('out', 'both')
      union all
      select 'target', p_link_type where p_direction in ('in', 'both')
      union all
      select case p_direction when 'out' then 'target' else 'source' end, link_type from link_types
      where p_direction in ('in', 'out') and is_symmetric and (p_link_type is null or link_type = p_link_type)
    ) as part (side, link_type)
    cross join lateral links_on_side(part.side, p_end, part.link_type, p_before, p_before_id, p_limit) as link
    order by link.created_at desc, link.id desc limit p_limit;
end
$$;
revoke all on function link_page(link_ends, text, text, timestamptz, uuid, integer) from public, anon, authenticated, service_role;
grant execute on function link_page(link_ends, text, text, timestamptz, uuid, integer) to schemata_functions;
