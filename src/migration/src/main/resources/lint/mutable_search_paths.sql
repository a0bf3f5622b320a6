-- A function without a path of its own finds whatever its caller put first. A body that was read when it was made knows
-- its objects already.
select format('%s: has no search_path of its own', p.oid::regprocedure)
from pg_proc p
where p.oid = any (?) and p.prokind in ('f', 'p', 'w')
  and not exists (
    select from unnest(p.proconfig) as setting where setting like 'search\_path=%' and setting !~ '\$user')
  and p.prosqlbody is null
order by 1
