--liquibase formatted sql

--changeset schemata:set_up_profile runOnChange:true splitStatements:false
-- Gives a new user an account: 'created', or 'present' when they had one, which is left as it is.
create or replace function set_up_profile(p_user_id uuid, p_name text) returns text
language plpgsql set search_path from current
as $$
begin
  insert into users (id, name) values (p_user_id, p_name) on conflict (id) do nothing;
  return case when found then 'created' else 'present' end;
end
$$;
revoke all on function set_up_profile(uuid, text) from public, anon, authenticated, service_role;
