select 'the sum of all credits' as what,
  (select coalesce(sum(amount), 0) from pg_temp.step_credit_entries)
    - (select coalesce(sum(amount), 0) from pg_temp.step_credit_entries
       where is_open_hold and current_setting('schemata.open_holds', true) = 'release')
    + (select coalesce(sum(amount), 0) from pg_temp.step_credit_covers) as before,
  (select coalesce(sum(amount), 0) from credit_ledger) as after
union all
select 'the balances of all accounts',
  (select coalesce(sum(amount), 0) from pg_temp.new_credit_ledger where user_id is not null),
  (select coalesce(sum(available), 0) from credit_accounts)
union all
select 'discrepancies of accounts', 0, (select count(*) from credit_discrepancies)
