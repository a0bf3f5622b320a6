-- Views and materialized views.
select c.relname as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('create %sview %I', case c.relkind when 'm' then 'materialized ' else '' end, c.relname)
  || case when c.reloptions is null then '' else ' with (' || array_to_string(array(
    select replace(option, '=on', '=true') from unnest(c.reloptions) as option order by 1), ', ') || ')' end
  || E' as\n' || rtrim(pg_get_viewdef(c.oid, true), ';')
  || case when c.relkind = 'm' and not c.relispopulated then E'\nwith no data' else '' end as definition,
  format('drop %sview %I', case c.relkind when 'm' then 'materialized ' else '' end, c.relname) as removal
from pg_class c
where c.oid = any (?) and c.relkind in ('v', 'm')
