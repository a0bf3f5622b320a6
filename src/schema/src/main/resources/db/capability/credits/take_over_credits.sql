--liquibase formatted sql

--changeset schemata:take_over_credits runOnChange:true splitStatements:false
-- Moves what an anonymous user has to an account: what is available by an entry in each, and open holds as they are. Answers
-- how many credits; none when there is nothing left to move, so that a repeat moves none twice. Both users are locked before
-- the accounts, and the account it goes from before the other, as who closes a hold that moves does.
create or replace function take_over_credits(p_user_id uuid, p_previous_id uuid) returns integer
language plpgsql set search_path from current
as $$
declare
  previous credit_accounts;
  account credit_accounts;
begin
  if not lock_credit_user(p_previous_id, true) or not lock_credit_user(p_user_id, true) then
    return 0;
  end if;
  previous := lock_credit_account(p_previous_id);
  -- Who has had welcome credits without an address, as on a plain PostgreSQL, keeps what they have: an account could
  -- collect the welcome credits of any number of such users.
  if previous.user_id is null or previous.available + previous.held = 0 or exists (
    select from credit_requests welcome join credit_ledger entry on entry.id = welcome.subject_id
    where welcome.function = 'new-user' and welcome.caller_id is null and welcome.key = p_previous_id::text)
  then
    return 0;
  end if;
  account := open_credit_account(p_user_id);
  if account.available::bigint + account.held + previous.available + previous.held > 2000000000
     or account.open_reservations + previous.open_reservations > 100 then
    raise exception using errcode = 'SCL01', message = 'LIMIT_EXCEEDED';
  end if;

  update credit_reservations set user_id = p_user_id where user_id = p_previous_id and state = 'held';
  update credit_accounts set available = 0, held = 0, open_reservations = 0, updated_at = now()
  where user_id = p_previous_id;
  update credit_accounts set
    available = available + previous.available,
    held = held + previous.held,
    open_reservations = open_reservations + previous.open_reservations,
    updated_at = now()
  where user_id = p_user_id
  returning * into strict account;
  if previous.available > 0 then
    insert into credit_ledger (user_id, type, amount, balance_after, note) values
      (p_previous_id, 'expire', -previous.available, 0, 'Moved to an account'),
      (p_user_id, 'grant', previous.available, account.available, 'Moved from an anonymous user');
  end if;
  return previous.available + previous.held;
end
$$;
revoke all on function take_over_credits(uuid, uuid) from public, anon, authenticated, service_role;
