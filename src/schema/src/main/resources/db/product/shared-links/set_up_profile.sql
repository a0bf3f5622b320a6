--liquibase formatted sql

--changeset schemata:set_up_profile runOnChange:true splitStatements:false
-- Shows a new user to the others: 'created', or 'present' when they saw the user already, and nothing changes.
create or replace function set_up_profile(p_user_id uuid, p_name text) returns text
language plpgsql set search_path from current
as $$
begin
  insert into users (id, display_name) values (p_user_id, p_name) on conflict (id) do nothing;
  return case when found then 'created' else 'present' end;
end
$$;
revoke all on function set_up_profile(uuid, text) from public, anon, authenticated, service_role;
