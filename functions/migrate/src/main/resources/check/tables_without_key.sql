-- A table whose rows nothing tells apart.
select format('%s: has no primary key', c.relname)
from pg_class c
where c.oid = any (?) and c.relkind in ('r', 'p') and not exists (
  select from pg_index i where i.indrelid = c.oid and i.indisprimary)
order by 1
