-- The tables of a schema that have rows of their own, but for an extension's and the history of changes; of partitions the whole,
-- and of those that inherit each for itself.
select relname, case relkind when 'r' then 'only ' else '' end
from pg_class
where relnamespace = to_regnamespace(quote_ident(?)) and relkind in ('r', 'p') and not relispartition
  and relname not in ('databasechangelog', 'databasechangeloglock')
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
order by relname
