select format('%s amounts in credit_transactions are of parts of a credit: credits here are whole numbers', count(*)) as message
from pg_temp.old_credit_transactions where amount <> trunc(amount)
having count(*) > 0
