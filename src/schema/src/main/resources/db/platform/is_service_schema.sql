--liquibase formatted sql

--changeset schemata:is_service_schema runOnChange:true splitStatements:false
-- Whether open_service_schema would change nothing.
create or replace function is_service_schema(p_schema_name text, p_login text) returns boolean
language plpgsql stable set search_path from current
as $$
declare
  service constant oid := to_regnamespace(p_schema_name);
begin
  return service is not null
    and not exists (
      select from unnest(array['anon', 'authenticated', 'service_role', 'schemata_functions']) as other
      where has_schema_privilege(other, service, 'usage') or has_schema_privilege(other, service, 'create'))
    and not exists (
      select from pg_default_acl d, aclexplode(d.defaclacl) as granted
      where d.defaclnamespace = service
        and (granted.grantee = 0
          or granted.grantee::regrole::text in ('anon', 'authenticated', 'service_role', 'schemata_functions')))
    and (p_login = '' or (to_regrole(quote_ident(p_login)) is not null
      and has_schema_privilege(p_login, service, 'usage') and has_schema_privilege(p_login, service, 'create')));
end
$$;
revoke all on function is_service_schema(text, text) from public, anon, authenticated, service_role;
