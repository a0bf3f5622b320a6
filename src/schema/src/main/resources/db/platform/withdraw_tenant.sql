--liquibase formatted sql

--changeset schemata:withdraw_tenant runOnChange:true splitStatements:false
-- Sets nobody up in this schema from now on; whoever was set up there stays.
create or replace function withdraw_tenant(p_schema_name text) returns void
language plpgsql set search_path from current
as $$
begin
  delete from enrolled_tenants where schema_name = p_schema_name;
  delete from unfinished_sign_ups where schema_name = p_schema_name;
end
$$;
revoke all on function withdraw_tenant(text) from public, anon, authenticated, service_role;
