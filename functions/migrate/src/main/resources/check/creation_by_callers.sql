-- Who may create in the schema may put a function of his own in the way of others.
select format('%s may create in the schema', who.name)
from pg_namespace n
cross join lateral aclexplode(n.nspacl) as a
cross join lateral (select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end as name) as who
where n.oid = any (?) and a.privilege_type = 'CREATE'
  and who.name in ('public', 'anon', 'authenticated', 'service_role', 'schemata_functions')
order by 1
