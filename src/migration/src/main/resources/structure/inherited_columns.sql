-- What a child has otherwise than its parents on the columns that it inherited: a default, or none, or NOT NULL.
select format('%s.%s', c.relname, a.attname) as name, 'pg_class'::regclass::oid as class, c.oid as object,
  concat_ws(E';\n',
    case when d.text is distinct from parents.expression then format('alter table %I alter column %I %s', c.relname,
      a.attname, coalesce('set default ' || d.text, 'drop default')) end,
    case when a.attnotnull and not parents.is_not_null then
      format('alter table %I alter column %I set not null', c.relname, a.attname) end) as definition,
  concat_ws(E';\n',
    case when d.text is distinct from parents.expression then format('alter table %I alter column %I %s', c.relname,
      a.attname, coalesce('set default ' || parents.expression, 'drop default')) end,
    case when a.attnotnull and not parents.is_not_null then
      format('alter table %I alter column %I drop not null', c.relname, a.attname) end) as removal
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and not a.attislocal
cross join lateral (
  select (select pg_get_expr(x.adbin, x.adrelid, true) from pg_attrdef x
    where x.adrelid = c.oid and x.adnum = a.attnum) as text) as d
cross join lateral (
  select min(pg_get_expr(x.adbin, x.adrelid, true)) as expression, bool_or(p.attnotnull) as is_not_null
  from pg_inherits i
  join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname and not p.attisdropped
  left join pg_attrdef x on x.adrelid = p.attrelid and x.adnum = p.attnum
  where i.inhrelid = c.oid) as parents
where c.oid = any (?) and c.relkind = 'r' and not c.relispartition and a.attgenerated = ''
  and (d.text is distinct from parents.expression or a.attnotnull and not parents.is_not_null)
