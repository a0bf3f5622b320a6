-- A role that may create in the schema may put a function in the way of others.
select format('%s may create in the schema', r.rolname)
from pg_namespace n
join pg_roles r on r.rolname in ('anon', 'authenticated', 'service_role', 'schemata_functions')
where n.oid = any (?) and has_schema_privilege(r.oid, n.oid, 'create')
order by 1
