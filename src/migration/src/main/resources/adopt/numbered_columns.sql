-- What lets each sequence of a table's columns go on behind the highest number that is taken or was given out before.
select format('select setval(%L, greatest(max(%I), %L), true) from %I having greatest(max(%2$I), %3$L) > 0',
  pg_get_serial_sequence(quote_ident(relname), now.attname), now.attname, pg_sequence_last_value(old.sequence), relname)
from pg_attribute as now
join pg_class on pg_class.oid = now.attrelid
left join lateral (
  select coalesce(
    pg_get_serial_sequence(format('%s.%I', old_class.relnamespace::regnamespace, old_class.relname), attname)::regclass,
    (select refobjid::regclass from pg_attrdef
     join pg_depend on classid = 'pg_attrdef'::regclass and objid = pg_attrdef.oid and refclassid = 'pg_class'::regclass
     join pg_class as used on used.oid = refobjid and used.relkind = 'S'
     where adrelid = old_class.oid and adnum = attnum limit 1)) as sequence
  from pg_class as old_class
  join pg_attribute on attrelid = old_class.oid
  where old_class.relnamespace = to_regnamespace(quote_ident(?)) and old_class.relname = pg_class.relname
    and attname = now.attname and not attisdropped
) as old on true
where now.attrelid = to_regclass(quote_ident(?)) and now.attnum > 0 and not now.attisdropped
  and pg_get_serial_sequence(quote_ident(relname), now.attname) is not null
