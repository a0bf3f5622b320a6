--liquibase formatted sql

--changeset schemata:own_tenant runOnChange:true splitStatements:false
-- The organisation the caller is in, or null. Runs as the owner: the policies of user_profiles ask it themselves.
create or replace function own_tenant() returns uuid
language plpgsql stable security definer set search_path from current
as $$
begin
  return (select tenant_id from user_profiles where id = auth.uid());
end
$$;
revoke all on function own_tenant() from public, anon, authenticated, service_role;
grant execute on function own_tenant() to authenticated;

--changeset schemata:own_role runOnChange:true splitStatements:false
-- What the caller is there, or null.
create or replace function own_role() returns profile_role
language plpgsql stable security definer set search_path from current
as $$
begin
  return (select role from user_profiles where id = auth.uid() and tenant_id is not null);
end
$$;
revoke all on function own_role() from public, anon, authenticated, service_role;
grant execute on function own_role() to authenticated;
