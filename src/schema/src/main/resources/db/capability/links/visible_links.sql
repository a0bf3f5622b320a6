--liquibase formatted sql

--changeset schemata:visible_links runOnChange:true splitStatements:false
-- The links of a row that the caller may see, as the policy of cross_links has it, where the caller sees the row itself.
-- Their other ends are looked for all at once, table by table.
create or replace function visible_links(p_near link_ends, p_links cross_links[]) returns uuid[]
language plpgsql stable security invoker set search_path from current
as $$
begin
  return array(
    with link as (
      select id, created_by, far.*
      from unnest(p_links), lateral (
        select target_mode, target_type, target_id, target_deleted_at
        where (source_mode, source_type, source_id) = (p_near.mode, p_near.type, p_near.id)
        union all
        select source_mode, source_type, source_id, source_deleted_at
        where (target_mode, target_type, target_id) = (p_near.mode, p_near.type, p_near.id)
      ) as far (mode, type, far_id, deleted_at)
    ), seen as (
      select mode, type, unnest(visible_link_ends(mode, type, ids)) as far_id
      from (select mode, type, array_agg(far_id) as ids from link where deleted_at is null group by mode, type) as place
    )
    select link.id from link left join seen using (mode, type, far_id)
    where case
      when link.deleted_at is null then seen.far_id is not null
      when current_user = 'service_role' then true
      else link.created_by = auth.uid()
    end
  );
end
$$;
revoke all on function visible_links(link_ends, cross_links[]) from public, anon, authenticated, service_role;
grant execute on function visible_links(link_ends, cross_links[]) to authenticated, service_role;
