-- What plpgsql_check finds in the bodies of functions, which PostgreSQL itself looks at only when they run. A trigger's
-- function is looked at for each table it is called for.
select distinct format('%s%s: %s', p.oid::regprocedure, coalesce(', line ' || found.lineno, ''), found.message)
from pg_proc p
join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
left join pg_depend d on d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
  and d.classid = 'pg_trigger'::regclass and p.prorettype = 'trigger'::regtype
left join pg_trigger t on t.oid = d.objid
cross join lateral plpgsql_check_function_tb(
  p.oid::regprocedure, coalesce(t.tgrelid, 0)::regclass, fatal_errors => false, other_warnings => false,
  extra_warnings => false, performance_warnings => false, security_warnings => true,
  oldtable => t.tgoldtable, newtable => t.tgnewtable) as found
where p.oid = any (?) and (p.prorettype <> 'trigger'::regtype or t.oid is not null)
  and p.prorettype <> 'event_trigger'::regtype
order by 1
