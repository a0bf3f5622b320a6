-- Another number after any change of the structure of a schema, with that of its tables' partitions.
select count(*) || ' ' || coalesce(sum(hashtextextended(row_of, 0)::numeric), 0)
from (
  select format('c %s %s', oid, xmin) as row_of from pg_class where relnamespace = to_regnamespace(quote_ident(?))
  union all
  select format('a %s %s %s', attrelid, attnum, a.xmin) from pg_attribute a join pg_class c on c.oid = attrelid
  where relnamespace = to_regnamespace(quote_ident(?)) and attnum > 0
  union all
  select format('i %s %s', inhrelid, i.xmin) from pg_inherits i join pg_class c on c.oid = inhparent
  where relnamespace = to_regnamespace(quote_ident(?))
  union all
  select format('n %s %s', oid, xmin) from pg_constraint where connamespace = to_regnamespace(quote_ident(?))
  union all
  select format('p %s %s', oid, xmin) from pg_proc where pronamespace = to_regnamespace(quote_ident(?))
  union all
  select format('t %s %s', oid, xmin) from pg_type where typnamespace = to_regnamespace(quote_ident(?))
  union all
  select format('l %s %s', p.oid, p.xmin) from pg_policy p join pg_class c on c.oid = polrelid
  where relnamespace = to_regnamespace(quote_ident(?))
) parts
