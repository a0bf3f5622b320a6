-- A hold is open where nothing of its job comes after it that charges it or gives it back.
select id, user_id, type::text as type, amount::bigint as amount, note, job_id, stripe_payment_id::text as stripe_payment_id,
  coalesce(created_at, now()) as created_at,
  type::text = 'reserve' and amount < 0 and not exists (
    select from pg_temp.old_credit_ledger as later
    where later.job_id = entry.job_id and later.type::text in ('usage', 'refund') and later.created_at >= entry.created_at
  ) as is_open_hold
from pg_temp.old_credit_ledger as entry
