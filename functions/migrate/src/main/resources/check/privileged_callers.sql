-- Roles that come through the API and are more than that: no policy holds for them, or they may become who it does not
-- hold for. The functions' login may become service_role, and nothing more than that.
select distinct format('%s %s', quote_ident(r.rolname), wrong.words)
from pg_namespace n
join pg_roles r on r.rolname in ('anon', 'authenticated', 'schemata_functions')
cross join lateral (
  select 'passes every policy' as words where r.rolsuper or r.rolbypassrls
  union all
  select 'may make roles' where r.rolcreaterole
  union all
  select 'may become the owner of this schema' where pg_has_role(r.oid, n.nspowner, 'member')
  union all
  select 'may become service_role'
  where r.rolname <> 'schemata_functions' and to_regrole('service_role') is not null
    and pg_has_role(r.oid, 'service_role', 'member')) as wrong
where n.oid = any (?)
order by 1
