-- All entries with a type that its amount allows, and what closes the open holds where that was chosen. Of those of one moment
-- what comes in is first. The entries of amount 0 move nothing.
select id, user_id,
  case when amount > 0 and type in ('purchase', 'grant', 'subscription', 'refund') then type
       when amount < 0 and type in ('reserve', 'usage', 'expire') then type
       when amount > 0 then 'grant'
       else 'usage' end as type,
  type as old_type, amount, note, job_id, stripe_payment_id, created_at, is_open_hold, 0 as turn
from pg_temp.step_credit_entries
where amount <> 0
union all
select md5('schemata: closed ' || id)::uuid, user_id, 'refund', 'refund', -amount, 'Hold closed by the adoption', job_id, null, now(),
  false, 1
from pg_temp.step_credit_entries
where is_open_hold and current_setting('schemata.open_holds', true) in ('release', 'settle')
union all
select md5('schemata: charged ' || id)::uuid, user_id, 'usage', 'usage', amount, 'Hold charged by the adoption', job_id, null, now(),
  false, 2
from pg_temp.step_credit_entries
where is_open_hold and current_setting('schemata.open_holds', true) = 'settle'
