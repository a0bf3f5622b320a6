--liquibase formatted sql

--changeset schemata:is_anonymous_user runOnChange:true splitStatements:false
-- Whether a user of auth.users has no account. Where that does not say who has none, as of a plain PostgreSQL, it is who has
-- no address.
drop function if exists is_anonymous_user(uuid, boolean);
create or replace function is_anonymous_user(p_user_id uuid) returns boolean
language plpgsql stable set search_path from current
as $$
declare
  account jsonb;
begin
  select to_jsonb(users) into account from auth.users where id = p_user_id;
  return account is not null
    and coalesce(
      account -> 'is_anonymous' = 'true',
      coalesce(account ->> 'email', '') || coalesce(account ->> 'phone', '') = '');
end
$$;
revoke all on function is_anonymous_user(uuid) from public, anon, authenticated, service_role;
