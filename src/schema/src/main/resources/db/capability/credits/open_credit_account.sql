--liquibase formatted sql

--changeset schemata:open_credit_account runOnChange:true splitStatements:false
-- Gives a user an account where they have none yet, and locks it. A user that was deleted and is there again under the same id
-- starts anew: entries that still name the earlier one stop doing so first. Where they are many, that is the clean-up's work, and
-- the account can be opened afterwards.
create or replace function open_credit_account(p_user_id uuid) returns credit_accounts
language plpgsql set search_path from current
as $$
begin
  if not lock_credit_user(p_user_id, true) then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
  end if;
  if exists (select from deleted_credit_accounts where user_id = p_user_id) then
    if unname_credit_entries(p_user_id, 500) >= 500 then
      raise exception using errcode = 'lock_not_available', message = 'an earlier history of this user is being cleaned up';
    end if;
    delete from deleted_credit_accounts where user_id = p_user_id;
  end if;
  insert into credit_accounts (user_id) values (p_user_id) on conflict (user_id) do nothing;
  return lock_credit_account(p_user_id);
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function open_credit_account(uuid) from public, anon, authenticated, service_role;
