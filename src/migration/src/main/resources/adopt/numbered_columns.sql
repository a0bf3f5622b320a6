-- The sequences of a table's columns, and the highest number that is taken.
select format('select setval(%L, max(%I), true) from %I having max(%2$I) is not null',
  pg_get_serial_sequence(quote_ident(relname), attname), attname, relname)
from pg_attribute
join pg_class on pg_class.oid = attrelid
where attrelid = to_regclass(quote_ident(?)) and attnum > 0 and not attisdropped
  and pg_get_serial_sequence(quote_ident(relname), attname) is not null
