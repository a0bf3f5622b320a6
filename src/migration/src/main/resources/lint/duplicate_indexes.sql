-- Two indexes of the same columns in the same way: each is kept up with every write, one is used.
select format('%s: %s are the same index', i.indrelid::regclass,
  string_agg(i.indexrelid::regclass::text, ' and ' order by i.indexrelid::regclass::text))
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = any (?) and not i.indisexclusion
group by i.indrelid, c.relam, i.indkey::text, i.indclass::text, i.indcollation::text, i.indoption::text,
  coalesce(pg_get_expr(i.indexprs, i.indrelid), ''), coalesce(pg_get_expr(i.indpred, i.indrelid), ''), i.indnkeyatts
having count(*) > 1
order by 1
