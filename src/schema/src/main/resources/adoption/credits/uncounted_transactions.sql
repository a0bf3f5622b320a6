select format('%s credit transactions are not completed: they count for nothing, and stay in the old table', count(*)) as message
from pg_temp.old_credit_transactions
where status::text <> 'completed'
having count(*) > 0
