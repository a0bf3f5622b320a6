-- What is said of types.
select t.typname as name, d.classoid as class, d.objoid as object,
  format('comment on type %I is %L', t.typname, d.description) as definition,
  format('comment on type %I is null', t.typname) as removal
from pg_type t
join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid
where t.oid = any (?) and t.typtype in ('e', 'd', 'c', 'r')
