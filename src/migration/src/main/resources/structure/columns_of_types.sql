-- The columns of tables that are of some types, or of arrays of them, each with its default, or none.
select t.oid::bigint, c.oid::bigint, c.oid::regclass::text, quote_ident(a.attname),
  format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid, true)
from pg_type t
join pg_attribute a on a.atttypid in (t.oid, t.typarray) and a.attnum > 0 and not a.attisdropped and a.attinhcount = 0
join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum and a.attgenerated = ''
where t.oid = any (?)
order by 3, a.attnum
