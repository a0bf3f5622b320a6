-- Materialized views and foreign tables know no row level security.
select format('%s: has no row level security, and %s may read it', c.relname, who.name)
from pg_class c
cross join (values ('anon'), ('authenticated')) as who (name)
where c.oid = any (?) and c.relkind in ('m', 'f') and to_regrole(who.name) is not null
  and has_any_column_privilege(who.name, c.oid, 'select')
order by 1
