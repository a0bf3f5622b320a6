-- Who may call a function: everybody, unless that was taken back.
select format('%s to %s', signature.text, who.name) as name, 'pg_proc'::regclass::oid as class, p.oid as object,
  format('grant execute on routine %s to %s', signature.text, who.name)
  || case when a.is_grantable then ' with grant option' else '' end as definition,
  format('revoke execute on routine %s from %s cascade', signature.text, who.name) as removal
from pg_proc p
cross join lateral (
  select format('%s%I(%s)', case when (
      select true from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace limit 1)
    then quote_ident(current_schema()) || '.' else '' end,
    p.proname, replace(oidvectortypes(p.proargtypes), ', ', ',')) as text) as signature
cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
cross join lateral (
  select case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as name) as who
where p.oid = any (?) and p.prokind in ('f', 'p', 'w', 'a') and a.grantee <> p.proowner
