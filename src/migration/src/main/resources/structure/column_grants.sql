-- Who may do what with some columns only.
select format('columns of %s to %s', c.relname, who.name) as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('grant %s on %I to %s', string_agg(part.text, ', ' order by part.text), c.relname, who.name)
  || case when part.is_grantable then ' with grant option' else '' end as definition,
  format('revoke %s on %I from %s cascade', string_agg(part.text, ', ' order by part.text), c.relname, who.name) as removal
from pg_class c
cross join lateral (
  select a.grantee, a.is_grantable,
    format('%s (%s)', lower(a.privilege_type), string_agg(quote_ident(col.attname), ', ' order by col.attname)) as text
  from pg_attribute col
  cross join lateral aclexplode(col.attacl) as a
  where col.attrelid = c.oid and col.attnum > 0 and not col.attisdropped and a.grantee <> c.relowner
  group by a.grantee, a.is_grantable, a.privilege_type) as part
cross join lateral (
  select case part.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(part.grantee)) end as name) as who
where c.oid = any (?) and c.relkind in ('r', 'p', 'v', 'm')
group by c.oid, c.relname, who.name, part.is_grantable
