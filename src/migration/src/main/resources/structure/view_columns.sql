-- The columns of views, each as a value of its type that is none.
select c.oid::bigint, string_agg(format('null::%s%s as %I', format_type(a.atttypid, a.atttypmod),
  case when a.attcollation in (0, t.typcollation) then '' else ' collate ' || a.attcollation::regcollation end,
  a.attname), E',\n  ' order by a.attnum)
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.oid = any (?) and c.relkind = 'v'
group by c.oid
