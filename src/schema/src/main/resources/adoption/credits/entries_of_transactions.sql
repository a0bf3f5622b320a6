-- Completed transactions; what the balance has more or less than they come to is an entry of its own.
with completed as (
  select case when id::text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then id::text::uuid else md5('schemata: entry ' || id)::uuid end as id,
    user_id, case type::text when 'bonus' then 'grant' else type::text end as type,
    case type::text when 'usage' then -abs(amount) else amount end::bigint as amount,
    description, coalesce(created_at, now()) as created_at
  from pg_temp.old_credit_transactions
  where coalesce(status::text, 'completed') = 'completed'
), account as (
  select user_id, account.current_balance - coalesce(sum(completed.amount), 0) as difference,
    least(account.created_at, min(completed.created_at)) as opened_at
  from pg_temp.old_credit_accounts as account
  left join completed using (user_id)
  group by user_id, account.current_balance, account.created_at
)
select id, user_id, type, amount, description as note, null::uuid as job_id, null::text as stripe_payment_id, created_at,
  false as is_open_hold
from completed
union all
select md5('schemata: opening balance of ' || user_id)::uuid, user_id, case when difference > 0 then 'grant' else 'usage' end,
  difference::bigint, 'Balance before the adoption', null, null, case when difference > 0 then opened_at else now() end, false
from account
where difference <> 0
