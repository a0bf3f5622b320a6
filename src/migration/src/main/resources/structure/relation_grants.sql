-- Who may do what with whole tables, views and sequences.
select format('%s to %s', c.relname, who.name) as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('grant %s on %s%I to %s', string_agg(lower(a.privilege_type), ', ' order by a.privilege_type),
    case c.relkind when 'S' then 'sequence ' else '' end, c.relname, who.name)
  || case when a.is_grantable then ' with grant option' else '' end as definition,
  format('revoke %s on %s%I from %s cascade', string_agg(lower(a.privilege_type), ', ' order by a.privilege_type),
    case c.relkind when 'S' then 'sequence ' else '' end, c.relname, who.name) as removal
from pg_class c
cross join lateral aclexplode(c.relacl) as a
cross join lateral (
  select case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as name) as who
where c.oid = any (?) and c.relkind in ('r', 'p', 'v', 'm', 'S') and a.grantee <> c.relowner
group by c.oid, c.relname, c.relkind, who.name, a.is_grantable
