-- A policy that lets whoever comes through the API change or delete every row, or write any.
select format('%s: policy "%s" lets %s write every row', p.polrelid::regclass, p.polname, array_to_string(array(
  select case r when 0 then 'public' else pg_get_userbyid(r) end from unnest(p.polroles) as r order by 1), ', '))
from pg_policy p
where p.polrelid = any (?) and p.polpermissive and p.polcmd <> 'r'
  and exists (select from unnest(p.polroles) as r where r = 0 or pg_get_userbyid(r) in ('anon', 'authenticated'))
  and 'true' in (pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
order by 1
