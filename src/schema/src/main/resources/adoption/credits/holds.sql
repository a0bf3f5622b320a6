-- The open holds that stay open, where that was chosen. A job has one; a second one of it is held for a reference.
select md5('schemata: hold ' || id)::uuid as id, id as entry_id, user_id, job_id, note, -amount as amount, created_at, balance,
  row_number() over (partition by job_id order by created_at, id) as time_of_job,
  sum(-amount) over (partition by user_id order by place) as held
from pg_temp.step_credit_balances
where is_open_hold and current_setting('schemata.open_holds', true) = 'keep'
