-- What is in a schema, by the catalog that keeps it, and whether it is one of Liquibase's two tables; not what an
-- extension put there, nor what came with a range type. Asked of pg_depend, whose index leads to one schema's objects
-- however many others there are.
select d.classid::regclass::text, d.objid::bigint,
  coalesce(c.relname in ('databasechangelog', 'databasechangeloglock'), false)
from pg_depend d
left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
where d.refclassid = 'pg_namespace'::regclass and d.refobjid = ?::oid and d.deptype = 'n'
  and d.classid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)
  and not exists (
    select from pg_depend e
    where e.classid = d.classid and e.objid = d.objid and e.objsubid = 0
      and (e.deptype = 'e'
        or e.deptype = 'i' and e.refclassid = 'pg_type'::regclass and e.classid = 'pg_proc'::regclass))
