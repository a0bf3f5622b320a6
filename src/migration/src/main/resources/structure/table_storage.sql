-- The index that a table is ordered by, and the type that it is made of.
select c.relname || ' (cluster)' as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('alter %s %I cluster on %s', case c.relkind when 'm' then 'materialized view' else 'table' end, c.relname,
    i.indexrelid::regclass) as definition,
  format('alter %s %I set without cluster', case c.relkind when 'm' then 'materialized view' else 'table' end, c.relname)
    as removal
from pg_class c
join pg_index i on i.indrelid = c.oid and i.indisclustered
cross join lateral (values (?::oid[])) as given (relations)
where c.oid = any (given.relations)
union all
select c.relname || ' (of type)', 'pg_class'::regclass::oid, c.oid,
  format('alter table %I of %s', c.relname, format_type(c.reloftype, null)),
  format('alter table %I not of', c.relname)
from pg_class c
cross join lateral (values (?::oid[])) as given (relations)
where c.oid = any (given.relations) and c.reloftype <> 0
