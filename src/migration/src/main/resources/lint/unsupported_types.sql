-- Columns of types that pg_upgrade refuses.
select format('%s.%s: %s stands in the way of pg_upgrade', c.relname, a.attname, format_type(a.atttypid, null))
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.oid = any (?) and c.relkind in ('r', 'p', 'm')
  and a.atttypid in ('regcollation'::regtype, 'regconfig'::regtype, 'regdictionary'::regtype, 'regnamespace'::regtype,
    'regoper'::regtype, 'regoperator'::regtype, 'regproc'::regtype, 'regprocedure'::regtype)
order by 1
