-- Defaults that need a function or a sequence of this schema, and those of a view's columns.
select format('%s.%s', c.relname, a.attname) as name, 'pg_attrdef'::regclass::oid as class, d.oid as object,
  format('alter table %I alter column %I set default %s', c.relname, a.attname, pg_get_expr(d.adbin, d.adrelid, true))
  as definition,
  format('alter table %I alter column %I drop default', c.relname, a.attname) as removal
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.oid = any (?) and (c.relkind = 'v' or c.relkind in ('r', 'p') and exists (
  select from pg_depend need
  where need.classid = 'pg_attrdef'::regclass and need.objid = d.oid and need.deptype = 'n'
    and (need.refclassid = 'pg_proc'::regclass and exists (
        select from pg_proc p where p.oid = need.refobjid and p.pronamespace = c.relnamespace)
      or need.refclassid = 'pg_class'::regclass)))
