-- What an extract leaves out, so that it is said.
select 'aggregate ' || a.aggfnoid::regprocedure from pg_aggregate a where a.aggfnoid = any (?) and a.aggkind <> 'n'
union all
select 'foreign table ' || c.relname from pg_class c where c.oid = any (?) and c.relkind = 'f'
