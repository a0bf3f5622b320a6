-- The foreign keys of the schema's tables.
select own.relname, conname,
  (select array_agg(attname::text order by place) from unnest(conkey) with ordinality as key (number, place)
   join pg_attribute on attrelid = conrelid and attnum = number),
  confrelid::regclass::text, other.relname,
  (select array_agg(attname::text order by place) from unnest(confkey) with ordinality as key (number, place)
   join pg_attribute on attrelid = confrelid and attnum = number),
  other.relnamespace = own.relnamespace, condeferrable
from pg_constraint
join pg_class as own on own.oid = conrelid
join pg_class as other on other.oid = confrelid
where own.relnamespace = to_regnamespace(quote_ident(current_schema())) and contype = 'f' and conparentid = 0
order by own.relname, pg_constraint.oid
