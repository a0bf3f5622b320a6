-- Policies that are written and do nothing.
select format('%s: policy "%s" does nothing, as row level security is off', p.polrelid::regclass, p.polname)
from pg_policy p
join pg_class c on c.oid = p.polrelid
where c.oid = any (?) and not c.relrowsecurity
order by 1
