-- Which table a partition belongs to, and with which rows.
select format('%s of %s', c.relname, i.inhparent::regclass) as name,
  'pg_inherits'::regclass::oid as class, c.oid as object,
  format('alter table %s attach partition %I %s', i.inhparent::regclass, c.relname, pg_get_expr(c.relpartbound, c.oid))
  as definition,
  format('alter table %s detach partition %I', i.inhparent::regclass, c.relname) as removal
from pg_class c
join pg_inherits i on i.inhrelid = c.oid
where c.oid = any (?) and c.relispartition and c.relkind in ('r', 'p')
