-- Which column a sequence goes with.
select c.relname || ' owned by' as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('alter sequence %I owned by %s.%I', c.relname, d.refobjid::regclass, a.attname) as definition,
  format('alter sequence %I owned by none', c.relname) as removal
from pg_class c
join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'a'
  and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
where c.oid = any (?) and c.relkind = 'S'
