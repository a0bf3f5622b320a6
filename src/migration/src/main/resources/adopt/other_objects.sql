-- The functions and views of a schema, which stay where they are, but for an extension's.
select 'function ' || proname
from pg_proc
where pronamespace = to_regnamespace(quote_ident(?))
  and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
union
select case relkind when 'm' then 'materialized view ' when 'f' then 'foreign table ' else 'view ' end || relname
from pg_class
where relnamespace = to_regnamespace(quote_ident(?)) and relkind in ('v', 'm', 'f')
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
order by 1
