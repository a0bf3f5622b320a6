-- Tables, views, sequences, types and functions that were made in other schemas since the reference was, in its transaction:
-- those of which the server has noted since then in which schema they are. What belongs to an extension goes where that says.
select n.nspname || '.' || coalesce(c.relname, p.proname, t.typname)
from pg_depend d
join pg_namespace n on d.refclassid = 'pg_namespace'::regclass and n.oid = d.refobjid
left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
left join pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid
left join pg_type t on d.classid = 'pg_type'::regclass and t.oid = d.objid
where age(d.xmin) <= (select age(xmin) from pg_namespace where nspname = 'schemata_reference')
  and n.nspname not in ('schemata', 'schemata_reference') and n.nspname !~ '^pg_'
  and coalesce(c.relname, p.proname, t.typname) is not null
  and not exists (
    select from pg_depend e where e.classid = d.classid and e.objid = d.objid and e.deptype = 'e')
order by 1
