-- What is said of functions.
select p.oid::regprocedure::text as name, d.classoid as class, d.objoid as object,
  format('comment on routine %s is %L', p.oid::regprocedure, d.description) as definition
from pg_proc p
join pg_description d on d.classoid = 'pg_proc'::regclass and d.objoid = p.oid
where p.oid = any (?) and p.prokind in ('f', 'p', 'w', 'a')
