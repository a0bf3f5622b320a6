-- A policy that asks who the caller is once for each row, not once for the statement: outside of a (select …) of its
-- own, or in one that also reads a column of the row, which the server shows with its table's name.
with expression as (
  select p.polrelid, p.polname, c.relname, 'auth\.(uid|jwt|role|email)\(\)|current_setting\(' as question,
    concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as text
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  where p.polrelid = any (?)
)
select format('%s: policy "%s" asks who the caller is for each row; wrap the call in (select …)',
  polrelid::regclass, polname)
from expression
where regexp_count(text, question) > (
  select coalesce(sum(regexp_count(wrapped[1], question)), 0)
  from regexp_matches(text,
    '(\( SELECT (?:[^()]|\((?! SELECT)(?:[^()]|\((?! SELECT)(?:[^()]|\((?! SELECT)[^()]*\))*\))*\))*\))', 'g')
    as wrapped
  where wrapped[1] !~ ('\m' || relname || '\.'))
order by 1
