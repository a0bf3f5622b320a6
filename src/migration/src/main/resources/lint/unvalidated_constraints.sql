-- Constraints that older rows were never checked against.
select format('%s: constraint "%s" was never validated', c.conrelid::regclass, c.conname)
from pg_constraint c
where c.conrelid = any (?) and not c.convalidated
order by 1
