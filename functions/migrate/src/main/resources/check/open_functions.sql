-- Functions that visitors may call, by themselves or as part of everybody.
select format('%s: may be called by %s', p.oid::regprocedure,
  string_agg(case a.grantee when 0 then 'public' else 'anon' end, ', ' order by a.grantee))
from pg_proc p
cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
where p.oid = any (?) and p.prokind in ('f', 'p', 'w') and (a.grantee = 0 or pg_get_userbyid(a.grantee) = 'anon')
group by p.oid
order by 1
