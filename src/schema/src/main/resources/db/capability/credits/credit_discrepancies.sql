--liquibase formatted sql

--changeset schemata:credit_discrepancies runOnChange:true splitStatements:false
-- The credits invariant: every account where it does not hold. Empty on a sound tenant.
-- For each account, the ledger sums up to what is available, its newest entry says the same,
-- and what is held is the sum of the open reservations.
create or replace view credit_discrepancies with (security_invoker = true) as
select a.user_id, a.available, ledger.total as ledger_total, newest.balance_after as ledger_balance,
       a.held, open.total as reserved_total, a.open_reservations, open.number as reservations_open
from credit_accounts a
cross join lateral (
  select coalesce(sum(l.amount), 0) as total from credit_ledger l where l.user_id = a.user_id
) ledger
left join lateral (
  select l.balance_after from credit_ledger l where l.user_id = a.user_id order by l.entry_number desc limit 1
) newest on true
cross join lateral (
  select coalesce(sum(r.amount), 0) as total, count(*) as number
  from credit_reservations r where r.user_id = a.user_id and r.state = 'held'
) open
where a.available <> ledger.total
   or a.available <> coalesce(newest.balance_after, 0)
   or a.held <> open.total
   or a.open_reservations <> open.number;
revoke all on credit_discrepancies from public, anon, authenticated, service_role;
grant select on credit_discrepancies to service_role;
