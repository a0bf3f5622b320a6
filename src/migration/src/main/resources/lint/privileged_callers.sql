-- Roles that come through the API and are more than that: no policy holds for them, or they may become who it does not
-- hold for. The functions' login may become service_role, and nothing more than that.
select format('%s passes every policy', quote_ident(caller.rolname))
from pg_namespace n
join pg_roles caller on caller.rolname in ('anon', 'authenticated', 'schemata_functions')
where n.oid = any (?) and (caller.rolsuper or caller.rolbypassrls)
union all
select format('%s may become %s', quote_ident(caller.rolname), quote_ident(r.rolname))
from pg_namespace n
join pg_roles caller on caller.rolname in ('anon', 'authenticated', 'schemata_functions') and not caller.rolsuper
join pg_roles r on r.oid <> caller.oid and pg_has_role(caller.oid, r.oid, 'member')
  and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.oid in (n.nspowner, quote_ident(current_user)::regrole))
where n.oid = any (?) and not (caller.rolname = 'schemata_functions' and r.rolname = 'service_role')
order by 1
