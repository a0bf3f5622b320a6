-- Extended statistics.
select s.stxname as name, 'pg_statistic_ext'::regclass::oid as class, s.oid as object,
  replace(pg_get_statisticsobjdef(s.oid), format('STATISTICS %I.', current_schema()), 'STATISTICS ') as definition,
  format('drop statistics %I', s.stxname) as removal
from pg_statistic_ext s
where s.stxrelid = any (?)
