-- What is said of functions.
select signature.text as name, d.classoid as class, d.objoid as object,
  format('comment on routine %s is %L', signature.text, d.description) as definition,
  format('comment on routine %s is null', signature.text) as removal
from pg_proc p
cross join lateral (
  select format('%s%I(%s)', case when (
      select true from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace limit 1)
    then quote_ident(current_schema()) || '.' else '' end,
    p.proname, replace(oidvectortypes(p.proargtypes), ', ', ',')) as text) as signature
join pg_description d on d.classoid = 'pg_proc'::regclass and d.objoid = p.oid
where p.oid = any (?) and p.prokind in ('f', 'p', 'w', 'a')
