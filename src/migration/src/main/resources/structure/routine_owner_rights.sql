-- Functions that their owner may not call any more.
select format('%s from its owner', signature.text) as name, 'pg_proc'::regclass::oid as class, p.oid as object,
  format('revoke execute on routine %s from %I', signature.text, pg_get_userbyid(p.proowner)) as definition,
  format('grant execute on routine %s to %I', signature.text, pg_get_userbyid(p.proowner)) as removal
from pg_proc p
cross join lateral (
  select format('%s%I(%s)', case when (
      select true from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace limit 1)
    then quote_ident(current_schema()) || '.' else '' end,
    p.proname, replace(oidvectortypes(p.proargtypes), ', ', ',')) as text) as signature
where p.oid = any (?) and p.prokind in ('f', 'p', 'w', 'a') and p.proacl is not null
  and not exists (select from aclexplode(p.proacl) as a where a.grantee = p.proowner)
