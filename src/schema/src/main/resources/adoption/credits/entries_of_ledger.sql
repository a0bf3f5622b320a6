-- A hold is open where nothing of its job but other holds comes after it.
select case when id::text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then id::text::uuid else md5('schemata: entry ' || id)::uuid end as id,
  user_id, type::text as type, amount::bigint as amount, note::text as note, job_id, nullif(stripe_payment_id::text, '') as stripe_payment_id,
  coalesce(created_at, now()) as created_at,
  type::text = 'reserve' and amount < 0 and not exists (
    select from pg_temp.old_credit_ledger as later
    where later.job_id = entry.job_id and later.type::text <> 'reserve'
      and coalesce(later.created_at, 'infinity') >= coalesce(entry.created_at, '-infinity')
  ) as is_open_hold
from pg_temp.old_credit_ledger as entry
