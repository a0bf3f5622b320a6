select format('%s amounts in credit_ledger are of parts of a credit: credits here are whole numbers', count(*)) as message
from pg_temp.old_credit_ledger where amount <> trunc(amount)
having count(*) > 0
