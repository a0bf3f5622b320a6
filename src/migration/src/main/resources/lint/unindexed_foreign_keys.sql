-- A foreign key without an index that begins with its columns: each deletion there reads the whole table here.
select format('%s: foreign key "%s" has no index', c.conrelid::regclass, c.conname)
from pg_constraint c
where c.conrelid = any (?) and c.contype = 'f' and c.conparentid = 0 and not exists (
  select from pg_index i
  where i.indrelid = c.conrelid and i.indisvalid and i.indpred is null and i.indnkeyatts >= cardinality(c.conkey)
    and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
    and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] <@ c.conkey)
order by 1
