--liquibase formatted sql

--changeset schemata:expire_reservations runOnChange:true splitStatements:false
-- Gives back the holds whose time is over, longest overdue first, account by account until p_batch_size are done,
-- passing by accounts that are being moved (their own movement expires them) and users who are being deleted; answers
-- how many. A dry run counts them all and moves none.
create or replace function expire_reservations(p_batch_size integer, p_dry_run boolean) returns integer
language plpgsql set search_path from current
as $$
declare
  overdue record;
  account credit_accounts;
  expired integer := 0;
begin
  if p_dry_run then
    return (select count(*) from credit_reservations where state = 'held' and expires_at <= now());
  end if;
  for overdue in
    select user_id from credit_reservations where state = 'held' and expires_at <= now() order by expires_at
  loop
    continue when overdue.user_id = account.user_id or not lock_credit_user(overdue.user_id, false);
    select * into account from credit_accounts where user_id = overdue.user_id for no key update skip locked;
    continue when not found;
    expired := expired + account.open_reservations - (lock_credit_account(account.user_id)).open_reservations;
    exit when expired >= p_batch_size;
  end loop;
  return expired;
end
$$;
revoke all on function expire_reservations(integer, boolean) from public, anon, authenticated, service_role;
