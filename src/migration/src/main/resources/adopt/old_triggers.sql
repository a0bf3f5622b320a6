-- The triggers of a schema's tables that a deletion or change would start, as a statement that stops each and one that lets it
-- work again.
select format('alter table %I.%I disable trigger %I', ?, relname, tgname),
  format('alter table %I.%I %s trigger %I', ?, relname,
    case tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end, tgname)
from pg_trigger
join pg_class on pg_class.oid = tgrelid
where relnamespace = to_regnamespace(quote_ident(?)) and not tgisinternal and tgparentid = 0 and tgenabled <> 'D'
  and not starts_with(tgname, 'schemata_refuse_')
order by relname, tgname
