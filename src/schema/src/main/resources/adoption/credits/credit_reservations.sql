-- Held for another day, then given back as any other.
select id, user_id, case when time_of_job = 1 then job_id end as job_id,
  case when job_id is null or time_of_job > 1
    then left(coalesce(nullif(note, ''), 'hold') || ' (' || entry_id || ')', 200) end as reference,
  amount, 'held' as state, now() + interval '24 hours' as expires_at, created_at as opened_at,
  balance as opened_available, held as opened_held, 'service' as opened_by
from pg_temp.step_credit_holds
