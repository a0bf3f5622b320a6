-- Views and materialized views.
select c.relname as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('create %sview %I', case c.relkind when 'm' then 'materialized ' else '' end, c.relname)
  || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')
  || E' as\n' || rtrim(pg_get_viewdef(c.oid, true), ';')
  || case when c.relkind = 'm' and not c.relispopulated then E'\nwith no data' else '' end as definition
from pg_class c
where c.oid = any (?) and c.relkind in ('v', 'm')
