select format('%s entries have an amount that their type does not allow: they are of type grant or usage, and their note says what'
  ' they were', count(*)) as message
from pg_temp.step_credit_balances where type <> old_type
having count(*) > 0
union all
select format('%s entries of amount 0 stay in the old table', count(*))
from pg_temp.step_credit_entries where amount = 0
having count(*) > 0
union all
select format('%s entries name a payment that an earlier one names: their note says which', count(*))
from pg_temp.step_credit_balances where time_of_payment > 1 and stripe_payment_id is not null
having count(*) > 0
union all
select format('%s notes are longer than 1,000 characters: their ends stay in the old table', count(*))
from pg_temp.step_credit_entries where char_length(note) > 1000
having count(*) > 0
union all
select format('%s accounts were overspent: they begin with a grant of what was missing, %s credits together', count(*), sum(amount))
from pg_temp.step_credit_covers
having count(*) > 0
union all
select format('%s open holds stay open for 24 hours, %s credits together', count(*), sum(amount))
from pg_temp.step_credit_holds
having count(*) > 0
union all
select format('%s open holds are %s, %s credits together', count(*),
  case current_setting('schemata.open_holds') when 'settle' then 'charged' else 'given back' end, sum(-amount))
from pg_temp.step_credit_entries
where is_open_hold and current_setting('schemata.open_holds', true) in ('settle', 'release')
having count(*) > 0
