--liquibase formatted sql

--changeset schemata:require_link_end runOnChange:true splitStatements:false
-- Refuses a row that is not there, or not to be seen by whoever asks: nothing tells which.
create or replace function require_link_end(p_mode text, p_type text, p_id uuid) returns void
language plpgsql stable security invoker set search_path from current
as $$
begin
  if p_id is null or not p_id = any (visible_link_ends(p_mode, p_type, array[p_id])) then
    raise exception using errcode = 'SCN04', message = 'LINK_END_NOT_FOUND';
  end if;
end
$$;
revoke all on function require_link_end(text, text, uuid) from public, anon, authenticated, service_role;
grant execute on function require_link_end(text, text, uuid) to authenticated, service_role;
