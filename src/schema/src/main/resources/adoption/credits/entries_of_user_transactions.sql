-- Types of its own become grant or usage, and the note says what they were.
select md5('schemata: transaction ' || id)::uuid as id, user_id::text::uuid as user_id, transaction_type::text as type,
  amount::bigint as amount, description as note, null::uuid as job_id, null::text as stripe_payment_id,
  coalesce(created_at, now()) as created_at, false as is_open_hold
from pg_temp.old_user_credit_transactions
