-- What an extract leaves out, so that it is said.
select 'aggregate ' || p.oid::regprocedure from pg_proc p where p.oid = any (?) and p.prokind = 'a'
union all
select 'foreign table ' || c.relname from pg_class c where c.oid = any (?) and c.relkind = 'f'
