-- Functions that anon may call, in whatever way it came to that.
select format('%s: may be called by anon', p.oid::regprocedure)
from pg_proc p
where p.oid = any (?) and case
  when to_regrole('anon') is not null then has_function_privilege('anon', p.oid, 'execute')
  else exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee = 0) end
order by 1
