-- All tables of a schema that rows can be written to, partitions too, but for an extension's.
select relname
from pg_class
where relnamespace = to_regnamespace(quote_ident(?)) and relkind in ('r', 'p')
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
order by relname
