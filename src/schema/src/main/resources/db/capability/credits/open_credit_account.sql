--liquibase formatted sql

--changeset schemata:open_credit_account runOnChange:true splitStatements:false
-- Gives a user his account where he has none yet, and locks it.
create or replace function open_credit_account(p_user_id uuid) returns credit_accounts
language plpgsql set search_path from current
as $$
begin
  insert into credit_accounts (user_id) values (p_user_id) on conflict (user_id) do nothing;
  return lock_credit_account(p_user_id);
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function open_credit_account(uuid) from public, anon, authenticated, service_role;
