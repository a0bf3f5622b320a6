select format('%s entries of type reserve are open, %s credits together: say --open-holds keep (held for another day),'
  ' settle (charged) or release (given back)', count(*), sum(-amount)) as message
from pg_temp.step_credit_entries
where is_open_hold and coalesce(current_setting('schemata.open_holds', true), '') = ''
having count(*) > 0
union all
select format('%s accounts have more than 100 open holds, the most that one can have: close some first', count(*))
from (select user_id from pg_temp.step_credit_holds group by user_id having count(*) > 100) as account
having count(*) > 0
union all
select format('%s entries of type reserve name no job, and others of their users came later that name none either and may have closed'
  ' them: give each its job, or another type', count(*))
from pg_temp.step_credit_entries as hold
where is_open_hold and job_id is null and exists (
  select from pg_temp.step_credit_entries as later
  where later.user_id = hold.user_id and later.job_id is null and later.created_at >= hold.created_at
    and later.type not in ('reserve', 'purchase', 'grant', 'subscription'))
having count(*) > 0
