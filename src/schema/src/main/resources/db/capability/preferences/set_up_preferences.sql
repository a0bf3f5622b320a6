--liquibase formatted sql

--changeset schemata:set_up_preferences runOnChange:true splitStatements:false
-- Gives a new user the default preferences: 'created', or 'present' when they had some, which are left as they are.
create or replace function set_up_preferences(p_user_id uuid) returns text
language plpgsql set search_path from current
as $$
begin
  insert into notification_preferences (user_id) values (p_user_id) on conflict (user_id) do nothing;
  return case when found then 'created' else 'present' end;
end
$$;
revoke all on function set_up_preferences(uuid) from public, anon, authenticated, service_role;
