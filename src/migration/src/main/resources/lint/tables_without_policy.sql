-- Row level security without a policy shows nobody anything: meant so, or forgotten? A policy that lets nobody in
-- says it.
select format('%s: row level security without a policy', c.relname)
from pg_class c
where c.oid = any (?) and c.relkind in ('r', 'p') and c.relrowsecurity and not exists (
  select from pg_policy p where p.polrelid = c.oid)
order by 1
