--liquibase formatted sql

--changeset schemata:require_linkable runOnChange:true splitStatements:false
-- Refuses a mode or a type that is none of the registry's, naming the field it came in.
create or replace function require_linkable(p_mode text, p_type text, p_field text) returns void
language plpgsql stable security definer set search_path from current
as $$
begin
  if not exists (select from linkable_types where mode = p_mode and type = p_type) then
    raise exception using errcode = 'SCI01', message = 'INVALID_REQUEST' || ' ' || p_field || case
      when exists (select from linkable_types where mode = p_mode) then 'type' else 'mode' end;
  end if;
end
$$;
revoke all on function require_linkable(text, text, text) from public, anon, authenticated, service_role;
grant execute on function require_linkable(text, text, text) to authenticated, service_role, schemata_functions;
