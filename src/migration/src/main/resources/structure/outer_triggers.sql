-- Triggers on tables of other schemas that call a function of this one: a copy cannot have them beside these.
select what.name, 'pg_trigger'::regclass::oid as class, t.oid as object,
  regexp_replace(format('-- Not in here: %s: %s', what.name, pg_get_triggerdef(t.oid, true)), '[\n\r]', ' ', 'g')
    as definition,
  null as removal
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join pg_proc p on p.oid = t.tgfoid
cross join lateral (select format('trigger %I on %s', t.tgname, t.tgrelid::regclass) as name) as what
where t.tgfoid = any (?) and not t.tgisinternal and t.tgparentid = 0 and c.relnamespace <> p.pronamespace
