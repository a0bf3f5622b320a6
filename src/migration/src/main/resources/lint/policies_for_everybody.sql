-- A policy that names no role is also every later role's.
select format('%s: policy "%s" names no role', p.polrelid::regclass, p.polname)
from pg_policy p
where p.polrelid = any (?) and p.polpermissive and p.polroles = '{0}'
order by 1
