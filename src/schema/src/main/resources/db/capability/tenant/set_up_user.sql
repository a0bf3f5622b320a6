--liquibase formatted sql

--changeset schemata:set_up_user runOnChange:true splitStatements:false
-- Sets a user of auth.users up in this tenant, as far as its capabilities ask for it: each part answers 'created', or
-- 'present' when it was there, or null where the tenant has no such thing or, of credits, while the user is anonymous. All or
-- nothing, and any number of times. Without a name the one they signed up with is taken, where it may be read. Where
-- preferences have no table of their own they are part of the profile. What anonymous users have who chose this account goes
-- over to it. A locked table is waited for half a second and no longer: there are other tenants.
drop function if exists set_up_user(uuid, text);
create or replace function set_up_user(
  p_user_id uuid, p_name text, p_is_anonymous boolean default false,
  out profile text, out credits text, out preferences text, out moved_drafts integer, out moved_credits integer
)
language plpgsql security definer set search_path from current set lock_timeout = '500ms'
as $$
declare
  name text := p_name;
begin
  -- What is not in every tenant is called by EXECUTE, so that a check of this body does not miss it.
  if to_regprocedure('set_up_profile(uuid, text)') is not null then
    if name is null then
      begin
        select coalesce(raw_user_meta_data ->> 'name', raw_user_meta_data ->> 'full_name') into name
        from auth.users where id = p_user_id;
      exception
        when insufficient_privilege or undefined_column then
          name := null;
      end;
    end if;
    execute format('select %s($1, $2)', 'set_up_profile') into profile using p_user_id, nullif(left(btrim(name), 200), '');
    preferences := profile;
  end if;
  if to_regprocedure('set_up_preferences(uuid)') is not null then
    execute format('select %s($1)', 'set_up_preferences') into preferences using p_user_id;
  end if;
  -- First, as the account that credits come from is locked before this one.
  select taken.moved_drafts, taken.moved_credits into moved_drafts, moved_credits from take_over_users(p_user_id) as taken;
  if not p_is_anonymous and to_regprocedure('grant_welcome_credits(uuid)') is not null then
    execute format('select %s($1)', 'grant_welcome_credits') into credits using p_user_id;
  end if;
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function set_up_user(uuid, text, boolean) from public, anon, authenticated, service_role;
grant execute on function set_up_user(uuid, text, boolean) to schemata_functions;
