-- What the reference, as it was just made, leads to in the schemas of tenants: keys, types, views and defaults, by what the
-- server knows of them. The body of a function is text,
-- and what belongs to an extension belongs to no tenant.
select distinct n.nspname || '.' || coalesce(c.relname, p.proname, t.typname)
from pg_depend d
left join pg_class c on d.refclassid = 'pg_class'::regclass and c.oid = d.refobjid
left join pg_proc p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid
left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
join pg_namespace n on n.oid = coalesce(c.relnamespace, p.pronamespace, t.typnamespace)
where age(d.xmin) <= (select age(xmin) from pg_namespace where nspname = 'schemata_reference')
  and n.nspname = any (?)
  and not exists (
    select from pg_depend e where e.classid = d.refclassid and e.objid = d.refobjid and e.deptype = 'e')
order by 1
