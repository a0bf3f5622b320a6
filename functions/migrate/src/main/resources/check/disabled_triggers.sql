-- Triggers that are switched off.
select format('%s: trigger "%s" is switched off', t.tgrelid::regclass, t.tgname)
from pg_trigger t
where t.tgrelid = any (?) and t.tgenabled = 'D'
order by 1
