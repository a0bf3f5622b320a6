--liquibase formatted sql

--changeset schemata:set_up_user runOnChange:true splitStatements:false
-- Sets a user of auth.users up in this tenant, as far as its capabilities ask for it: each part answers 'created', or
-- 'present' when it was there, or null where the tenant has no such thing. All or nothing, and any number of times.
-- Without a name the one he signed up with is taken. A locked table is not waited for: there are other tenants.
create or replace function set_up_user(
  p_user_id uuid, p_name text,
  out profile text, out credits text, out preferences text
)
language plpgsql security definer set search_path from current set lock_timeout = '500ms'
as $$
declare
  name text;
begin
  if to_regprocedure('set_up_profile(uuid, text)') is not null then
    name := coalesce(p_name, (
      select coalesce(raw_user_meta_data ->> 'name', raw_user_meta_data ->> 'full_name')
      from auth.users where id = p_user_id));
    profile := set_up_profile(p_user_id, nullif(left(btrim(name), 200), ''));
  end if;
  if to_regprocedure('set_up_preferences(uuid, text)') is not null then
    preferences := set_up_preferences(p_user_id, profile);
  end if;
  if to_regprocedure('grant_welcome_credits(uuid)') is not null then
    credits := grant_welcome_credits(p_user_id);
  end if;
end
$$;
revoke all on function set_up_user(uuid, text) from public, anon, authenticated, service_role;
grant execute on function set_up_user(uuid, text) to schemata_functions;
