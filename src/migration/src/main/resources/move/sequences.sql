-- The sequences of a schema, each with the statement that lets the same one of another schema (2) go on behind it.
select format('select setval(%L, last_value, is_called) from %I.%I',
  format('%I.%I', ?::text, relname), nspname, relname)
from pg_class
join pg_namespace on pg_namespace.oid = relnamespace
where nspname = ? and relkind = 'S'
order by relname
