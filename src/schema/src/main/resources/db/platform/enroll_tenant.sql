--liquibase formatted sql

--changeset schemata:enroll_tenant runOnChange:true splitStatements:false
-- Has every new user set up in this schema from now on, with these welcome credits (null: what its product gives).
create or replace function enroll_tenant(p_schema_name text, p_welcome_credits integer) returns void
language plpgsql set search_path from current
as $$
begin
  insert into enrolled_tenants (schema_name, welcome_credits) values (p_schema_name, p_welcome_credits)
  on conflict (schema_name) do update set welcome_credits = excluded.welcome_credits;
end
$$;
revoke all on function enroll_tenant(text, integer) from public, anon, authenticated, service_role;
