-- Where that was chosen, the grant that an overspent account begins with.
select user_id, -min(balance) as amount, min(created_at) as created_at
from pg_temp.step_credit_balances
where current_setting('schemata.cover_overdrafts', true) = 'true'
group by user_id
having min(balance) < 0
