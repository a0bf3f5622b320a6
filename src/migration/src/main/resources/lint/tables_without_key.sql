-- A table whose rows nothing tells apart: no primary key, nor anything unique that is as good as one.
select format('%s: has no primary key', c.relname)
from pg_class c
where c.oid = any (?) and c.relkind in ('r', 'p') and not exists (
  select from pg_index i
  where i.indrelid = c.oid and i.indisunique and i.indpred is null and i.indexprs is null
    and (i.indisprimary or i.indnullsnotdistinct or not exists (
      select from pg_attribute a
      where a.attrelid = c.oid and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1]) and not a.attnotnull)))
order by 1
