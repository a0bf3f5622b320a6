--liquibase formatted sql

--changeset schemata:take_over runOnChange:true splitStatements:false
-- Chooses the account that an anonymous user's drafts and credits go to: true once, and again for the same account. False for
-- a user who is not there, has an account of their own, is the account of others, or has gone to another one; nothing tells
-- which. Who has gone to an account is none, until they get one of their own.
create or replace function take_over(p_user_id uuid, p_previous_id uuid, p_has_shown_token boolean) returns boolean
language plpgsql security definer set search_path from current
as $$
begin
  perform pg_advisory_xact_lock('taken_over_users'::regclass::oid::bigint);  -- so that two do not choose each other
  if exists (select from auth.users where id = p_user_id and to_jsonb(users) -> 'is_anonymous' = 'true')
     or exists (select from taken_over_users where previous_id = p_user_id and is_anonymous_user(previous_id))
  then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
  end if;
  insert into taken_over_users (previous_id, user_id, has_shown_token)
  select p_previous_id, p_user_id, p_has_shown_token
  where is_anonymous_user(p_previous_id)
    and not exists (select from taken_over_users where user_id = p_previous_id)
  on conflict (previous_id) do nothing;
  return exists (
    select from taken_over_users
    where previous_id = p_previous_id and user_id = p_user_id and is_anonymous_user(previous_id));
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function take_over(uuid, uuid, boolean) from public, anon, authenticated, service_role;
grant execute on function take_over(uuid, uuid, boolean) to schemata_functions;
