select format('%s accounts fall below zero, together to %s, the lowest to %s (user %s): grant what is missing in the old ledger, with a date'
  ' before, or say --cover-overdrafts, with which such an account begins with a grant of it', count(*), sum(lowest), min(lowest),
  (array_agg(user_id order by lowest, user_id))[1]) as message
from (select user_id, min(balance) as lowest from pg_temp.step_credit_balances group by user_id) as account
where lowest < 0 and coalesce(current_setting('schemata.cover_overdrafts', true), '') <> 'true'
having count(*) > 0
