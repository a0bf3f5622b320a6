-- The triggers on auth.users that are neither ours nor call a function of a schema.
select format('trigger %s on auth.users calls %s, and goes on doing so', tgname, tgfoid::regprocedure)
from pg_trigger
join pg_proc on pg_proc.oid = tgfoid
where tgrelid = to_regclass('auth.users') and not tgisinternal and tgenabled <> 'D' and tgname not like 'schemata\_%'
  and pronamespace <> to_regnamespace(quote_ident(?))
order by 1
