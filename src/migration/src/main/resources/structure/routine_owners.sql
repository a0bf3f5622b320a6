-- Whose a function is, where it is not who asks.
select signature.text || ' (owner)' as name, 'pg_proc'::regclass::oid as class, p.oid as object,
  format('alter routine %s owner to %I', signature.text, pg_get_userbyid(p.proowner)) as definition,
  format('alter routine %s owner to current_user', signature.text) as removal
from pg_proc p
cross join lateral (
  select format('%s%I(%s)', case when (
      select true from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace limit 1)
    then quote_ident(current_schema()) || '.' else '' end,
    p.proname, replace(oidvectortypes(p.proargtypes), ', ', ',')) as text) as signature
where p.oid = any (?) and p.prokind in ('f', 'p', 'w', 'a') and p.proowner <> quote_ident(current_user)::regrole
