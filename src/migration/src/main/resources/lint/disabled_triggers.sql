-- Triggers that are switched off, or fire on replicas only.
select format('%s: trigger "%s" is switched off', t.tgrelid::regclass, t.tgname)
from pg_trigger t
where t.tgrelid = any (?) and t.tgenabled in ('D', 'R')
order by 1
