-- What a failed "create index concurrently" left.
select format('%s: index "%s" is not valid', i.indrelid::regclass, i.indexrelid::regclass)
from pg_index i
where i.indrelid = any (?) and not (i.indisvalid and i.indisready)
order by 1
