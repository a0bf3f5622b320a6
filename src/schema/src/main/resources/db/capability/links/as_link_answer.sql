--liquibase formatted sql

--changeset schemata:as_link_answer runOnChange:true splitStatements:false
-- A link as the functions answer it.
create or replace function as_link_answer(p_link cross_links, p_created boolean) returns link_answer
language plpgsql immutable set search_path from current
as $$
begin
  return row(
    p_link.id,
    p_link.source_mode, p_link.source_type, p_link.source_id,
    p_link.target_mode, p_link.target_type, p_link.target_id,
    p_link.link_type, p_link.confidence, p_link.metadata::text,
    p_link.created_at, p_link.source_deleted_at, p_link.target_deleted_at,
    p_created)::link_answer;
end
$$;
revoke all on function as_link_answer(cross_links, boolean) from public, anon, authenticated, service_role;
grant execute on function as_link_answer(cross_links, boolean) to schemata_functions;
