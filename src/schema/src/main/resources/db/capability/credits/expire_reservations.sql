--liquibase formatted sql

--changeset schemata:expire_reservations runOnChange:true splitStatements:false
-- Gives back the holds whose time is over, longest overdue first, account by account until p_batch_size are done,
-- passing by accounts that are being moved (their own movement expires them); answers how many.
-- A dry run counts them all and moves none.
create or replace function expire_reservations(p_batch_size integer, p_dry_run boolean) returns integer
language plpgsql set search_path from current
as $$
declare
  account credit_accounts;
  expired integer := 0;
begin
  if p_dry_run then
    return (select count(*) from credit_reservations where state = 'held' and expires_at <= now());
  end if;
  for account in
    select a.* from credit_accounts a
    where a.user_id in (
      select r.user_id from credit_reservations r
      where r.state = 'held' and r.expires_at <= now()
      order by r.expires_at limit p_batch_size
    )
    for no key update skip locked
  loop
    expired := expired + account.open_reservations - (lock_credit_account(account.user_id)).open_reservations;
    exit when expired >= p_batch_size;
  end loop;
  return expired;
end
$$;
revoke all on function expire_reservations(integer, boolean) from public, anon, authenticated, service_role;
