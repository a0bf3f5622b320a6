-- An extension's functions among the tenant's own are reachable as the tenant's.
select format('extension "%s" is installed here', e.extname)
from pg_extension e
where e.extnamespace = any (?)
order by 1
