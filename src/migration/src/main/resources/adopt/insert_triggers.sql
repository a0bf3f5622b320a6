-- The triggers that rows would start which are copied, by how they are enabled.
select tgname, tgenabled::text
from pg_trigger
where tgrelid = to_regclass(quote_ident(?)) and not tgisinternal and tgtype & 4 <> 0 and tgenabled <> 'D'
order by tgname
