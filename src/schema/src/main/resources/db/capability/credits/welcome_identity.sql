--liquibase formatted sql

--changeset schemata:welcome_identity runOnChange:true splitStatements:false
-- By whom the welcome credits are counted: the user's confirmed e-mail address, or else phone number. Null as long as the user
-- is anonymous or nothing is confirmed; in a conversion Supabase says first that a user is not anonymous, and then who they
-- are. An auth.users without columns for all that, as of a plain PostgreSQL, believes every address, and takes a user without
-- one for themselves.
create or replace function welcome_identity(p_user_id uuid) returns text
language plpgsql stable set search_path from current
as $$
declare
  account jsonb;
  email text;
  phone text;
begin
  select to_jsonb(users) into account from auth.users where id = p_user_id;
  if account is null then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
  end if;
  email := nullif(lower(btrim(account ->> 'email')), '');
  phone := nullif(btrim(account ->> 'phone'), '');
  return case
    when account -> 'is_anonymous' = 'true' then null
    when email is not null and (not account ? 'email_confirmed_at' or account ->> 'email_confirmed_at' is not null)
      then 'email:' || email
    when phone is not null and (not account ? 'phone_confirmed_at' or account ->> 'phone_confirmed_at' is not null)
      then 'phone:' || phone
    when email is null and phone is null and not account ? 'is_anonymous' then 'user:' || p_user_id
  end;
end
$$;
revoke all on function welcome_identity(uuid) from public, anon, authenticated, service_role;
