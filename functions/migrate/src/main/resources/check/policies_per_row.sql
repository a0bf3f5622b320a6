-- A policy that asks who the caller is once for each row, not once for the statement. pg_get_expr shows a wrapped call as
-- "( SELECT auth.uid() AS uid)".
with expression as (
  select p.polrelid, p.polname,
    concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as text
  from pg_policy p
  where p.polrelid = any (?)
), bare as (
  select polrelid, polname,
    regexp_replace(text, '\(\s*select\s+\(*\s*(auth\.(uid|jwt|role|email)\(\)|current_setting\()', '', 'gi') as text
  from expression
)
select format('%s: policy "%s" asks who the caller is for each row; wrap the call in (select …)', polrelid::regclass, polname)
from bare
where text ~* 'auth\.(uid|jwt|role|email)\(\)|current_setting\('
order by 1
