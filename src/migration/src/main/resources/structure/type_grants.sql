-- Who may use a type: everybody, so that it is said where that was taken back, or where somebody is named.
select format('%s to %s', t.typname, who.name) as name, 'pg_type'::regclass::oid as class, t.oid as object,
  format('grant usage on type %s to %s', t.oid::regtype, who.name)
  || case when a.is_grantable then ' with grant option' else '' end as definition,
  format('revoke usage on type %s from %s cascade', t.oid::regtype, who.name) as removal
from pg_type t
cross join lateral aclexplode(t.typacl) as a
cross join lateral (select quote_ident(pg_get_userbyid(a.grantee)) as name) as who
cross join lateral (values (?::oid[])) as given (types)
where t.oid = any (given.types) and t.typtype in ('e', 'd', 'c', 'r') and a.grantee not in (0, t.typowner)
union all
select format('%s from public', t.typname), 'pg_type'::regclass::oid, t.oid,
  format('revoke usage on type %s from public', t.oid::regtype),
  format('grant usage on type %s to public', t.oid::regtype)
from pg_type t
cross join lateral (values (?::oid[])) as given (types)
where t.oid = any (given.types) and t.typtype in ('e', 'd', 'c', 'r') and t.typacl is not null
  and not exists (select from aclexplode(t.typacl) as a where a.grantee = 0)
