-- A view that reads as its owner, and through which whoever comes through the API reads auth.users.
select distinct format('%s: shows auth.users to %s', c.relname, who.name)
from pg_class c
join pg_rewrite r on r.ev_class = c.oid
join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
  and d.refclassid = 'pg_class'::regclass and d.refobjid = to_regclass('auth.users')
cross join (values ('anon'), ('authenticated')) as who (name)
where c.oid = any (?) and c.relkind in ('v', 'm')
  and not coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false)
  and to_regrole(who.name) is not null
  and has_any_column_privilege(who.name, c.oid, 'select')
order by 1
