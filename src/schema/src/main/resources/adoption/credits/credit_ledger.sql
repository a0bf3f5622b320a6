-- Entries of users who are gone stay and do not name them; a payment is named by its first entry.
with entry as (
  select balance.id, balance.user_id, balance.type, balance.amount, balance.balance + coalesce(cover.amount, 0) as balance_after,
    concat_ws('; ', nullif(balance.note, ''), case when old_type <> type then 'was ' || old_type end,
      case when time_of_payment > 1 and stripe_payment_id is not null then 'payment ' || stripe_payment_id end) as note,
    balance.job_id, case when time_of_payment = 1 then stripe_payment_id end as stripe_payment_id, hold.id as reservation_id,
    balance.created_at, false as is_cover, place
  from pg_temp.step_credit_balances as balance
  left join pg_temp.step_credit_covers as cover using (user_id)
  left join pg_temp.step_credit_holds as hold on hold.entry_id = balance.id
  union all
  select md5('schemata: cover of ' || user_id)::uuid, user_id, 'grant', amount, amount, 'Covers what was overspent before the adoption',
    null, null, null, created_at, true, 0
  from pg_temp.step_credit_covers
)
select entry.id, known.id as user_id, type, amount, balance_after,
  case when known.id is not null then nullif(left(note, 1000), '') end as note,
  job_id, case when known.id is null then payment_digest(stripe_payment_id) else stripe_payment_id end as stripe_payment_id,
  reservation_id, entry.created_at,
  row_number() over (order by is_cover desc, place, entry.user_id) as entry_number
from entry
left join auth.users as known on known.id = entry.user_id
