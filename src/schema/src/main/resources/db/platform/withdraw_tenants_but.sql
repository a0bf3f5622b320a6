--liquibase formatted sql

--changeset schemata:withdraw_tenants_but runOnChange:true splitStatements:false
-- Sets nobody up from now on in any schema but these, which stand separated by commas; whoever was set up there stays.
create or replace function withdraw_tenants_but(p_schema_names text) returns void
language plpgsql set search_path from current
as $$
begin
  delete from enrolled_tenants where schema_name <> all (string_to_array(p_schema_names, ','));
  delete from unfinished_sign_ups where schema_name <> all (string_to_array(p_schema_names, ','));
end
$$;
revoke all on function withdraw_tenants_but(text) from public, anon, authenticated, service_role;
