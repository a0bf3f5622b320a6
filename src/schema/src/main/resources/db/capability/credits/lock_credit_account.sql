--liquibase formatted sql

--changeset schemata:lock_credit_account runOnChange:true splitStatements:false
-- Takes the user's place in the queue for their account and expires the holds that were overdue when they came,
-- so that whoever goes on sees only what counts. Null when the user has no account.
create or replace function lock_credit_account(p_user_id uuid) returns credit_accounts
language plpgsql set search_path from current
as $$
declare
  account credit_accounts;
  came_at constant timestamptz := clock_timestamp();
  is_overdue constant boolean := exists (
    select from credit_reservations where user_id = p_user_id and state = 'held' and expires_at <= came_at
  );
begin
  if is_overdue then  -- an account that is written twice in a transaction has its user looked at, and locked, again
    perform lock_credit_user(p_user_id, true);
  end if;
  select * into account from credit_accounts where user_id = p_user_id for no key update;
  if is_overdue then
    perform close_reservation(id, 'expired', null)
    from credit_reservations
    where user_id = p_user_id and state = 'held' and expires_at <= came_at;
    select * into account from credit_accounts where user_id = p_user_id;
  end if;
  return account;
end
$$;
revoke all on function lock_credit_account(uuid) from public, anon, authenticated, service_role;
