-- What is of no schema, or of another, and would go with a schema: extensions that live there, event triggers, casts, triggers on
-- auth.users that are not ours, and publications.
select format('extension %s lives there', extname) from pg_extension where extnamespace = to_regnamespace(quote_ident(?))
union all
select format('event trigger %s calls %s', evtname, evtfoid::regprocedure)
from pg_event_trigger join pg_proc on pg_proc.oid = evtfoid where pronamespace = to_regnamespace(quote_ident(?))
union all
select format('the cast from %s to %s calls %s', castsource::regtype, casttarget::regtype, castfunc::regprocedure)
from pg_cast join pg_proc on pg_proc.oid = castfunc where pronamespace = to_regnamespace(quote_ident(?))
union all
select format('trigger %s on auth.users calls %s', tgname, tgfoid::regprocedure)
from pg_trigger join pg_proc on pg_proc.oid = tgfoid
where tgrelid = to_regclass('auth.users') and not tgisinternal and tgname not like 'schemata\_%'
  and pronamespace = to_regnamespace(quote_ident(?))
union all
select format('publication %s publishes table %s', pubname, relname)
from pg_publication_rel
join pg_publication on pg_publication.oid = prpubid
join pg_class on pg_class.oid = prrelid
where relnamespace = to_regnamespace(quote_ident(?))
order by 1
