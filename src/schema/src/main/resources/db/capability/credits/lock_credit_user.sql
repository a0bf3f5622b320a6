--liquibase formatted sql

--changeset schemata:lock_credit_user runOnChange:true splitStatements:false
-- Keeps a user from being deleted until this transaction ends, or answers false: the user is gone, or, unless p_waits, being
-- deleted. Comes before the account is locked, as a deletion locks the user before the account. Where the owner of this
-- schema may not lock users, two such transactions at once may have to be repeated.
create or replace function lock_credit_user(p_user_id uuid, p_waits boolean) returns boolean
language plpgsql set search_path from current
as $$
begin
  if p_waits then
    perform from auth.users where id = p_user_id for key share;
  else
    perform from auth.users where id = p_user_id for key share skip locked;
  end if;
  return found;
exception
  when insufficient_privilege then
    return true;
end
$$;
revoke all on function lock_credit_user(uuid, boolean) from public, anon, authenticated, service_role;
