select format('%s balances in credit_accounts are of parts of a credit: credits here are whole numbers', count(*)) as message
from pg_temp.old_credit_accounts where current_balance <> trunc(current_balance)
having count(*) > 0
