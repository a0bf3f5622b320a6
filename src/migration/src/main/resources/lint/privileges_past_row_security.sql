-- TRUNCATE asks no policy, and REFERENCES, TRIGGER and MAINTAIN are not a caller's.
select format('%s: %s may %s', c.relname, who.name, string_agg(lower(a.privilege_type), ', ' order by a.privilege_type))
from pg_class c
cross join lateral aclexplode(c.relacl) as a
cross join lateral (select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end as name) as who
where c.oid = any (?) and c.relkind in ('r', 'p', 'v', 'm')
  and who.name in ('public', 'anon', 'authenticated', 'service_role')
  and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
group by c.relname, who.name
order by 1
