-- The functions of a schema that run when auth.users changes, and their triggers; whether they are the login's.
select tgfoid::bigint, proname, string_agg(tgname, ', ' order by tgname), pg_has_role(current_user, proowner, 'usage')
from pg_trigger
join pg_proc on pg_proc.oid = tgfoid
where tgrelid = to_regclass('auth.users') and not tgisinternal and tgenabled <> 'D'
  and pronamespace = to_regnamespace(quote_ident(?))
group by tgfoid, proname, proowner
order by proname
