-- A view that reads as its owner shows what row level security would have hidden.
select format('%s: reads as its owner; set security_invoker', c.relname)
from pg_class c
where c.oid = any (?) and c.relkind = 'v' and not coalesce((
  select o.option_value::boolean from pg_options_to_table(c.reloptions) as o
  where o.option_name = 'security_invoker'), false)
order by 1
