-- Who may enter the schema, or create in it, but for the login that reads, which would own what it makes. That everybody may enter
-- "public" is PostgreSQL's own and gives nothing away.
select format('schema to %s', who.name) as name, 'pg_namespace'::regclass::oid as class, n.oid as object,
  format('grant %s on schema @schema@ to %s',
    string_agg(lower(a.privilege_type), ', ' order by a.privilege_type), who.name)
  || case when a.is_grantable then ' with grant option' else '' end as definition,
  format('revoke %s on schema @schema@ from %s cascade',
    string_agg(lower(a.privilege_type), ', ' order by a.privilege_type), who.name) as removal
from pg_namespace n
cross join lateral aclexplode(n.nspacl) as a
cross join lateral (
  select case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as name) as who
where n.oid = any (?) and a.grantee not in (n.nspowner, quote_ident(current_user)::regrole)
  and not (n.nspname = 'public' and a.grantee = 0 and a.privilege_type = 'USAGE')
group by n.oid, who.name, a.is_grantable
