-- The functions of a schema that run when auth.users changes, and their triggers; whether they are the login's; and another table
-- outside of the schema whose triggers call them.
select tgfoid::bigint, proname, string_agg(tgname, ', ' order by tgname), pg_has_role(current_user, proowner, 'usage'),
  (select min(tgrelid::regclass::text) from pg_trigger as other
   join pg_class on pg_class.oid = other.tgrelid
   where other.tgfoid = pg_trigger.tgfoid and other.tgrelid <> to_regclass('auth.users') and relnamespace <> pronamespace)
from pg_trigger
join pg_proc on pg_proc.oid = tgfoid
where tgrelid = to_regclass('auth.users') and not tgisinternal and tgenabled <> 'D'
  and pronamespace = to_regnamespace(quote_ident(?))
group by tgfoid, proname, proowner, pronamespace
order by proname
