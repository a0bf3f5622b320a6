-- A table whose rows are anybody's who has a grant.
select format('%s: row level security is off', c.relname)
from pg_class c
where c.oid = any (?) and c.relkind in ('r', 'p') and not c.relrowsecurity
order by 1
