-- Policies of row level security.
select format('"%s" on %s', p.polname, p.polrelid::regclass) as name,
  'pg_policy'::regclass::oid as class, p.oid as object,
  format('create policy %I on %s%s for %s to %s', p.polname, p.polrelid::regclass,
    case when p.polpermissive then '' else ' as restrictive' end,
    case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
      else 'all' end,
    (select string_agg(case role when 0 then 'public' else quote_ident(pg_get_userbyid(role)) end, ', '
      order by pg_get_userbyid(role)) from unnest(p.polroles) as role))
  || coalesce(E'\n  using (' || pg_get_expr(p.polqual, p.polrelid, true) || ')', '')
  || coalesce(E'\n  with check (' || pg_get_expr(p.polwithcheck, p.polrelid, true) || ')', '') as definition,
  format('drop policy %I on %s', p.polname, p.polrelid::regclass) as removal
from pg_policy p
where p.polrelid = any (?)
