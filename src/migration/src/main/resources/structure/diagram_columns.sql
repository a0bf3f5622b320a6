-- Tables and their columns, as a diagram shows them.
select c.relname, a.attname,
  case when t.typelem <> 0 and t.typcategory = 'A' then format_type(t.typelem, null) || '[]'
    when t.typname in ('timestamptz', 'timestamp', 'timetz', 'time', 'varchar', 'bpchar') then t.typname
    else format_type(t.oid, null) end,
  coalesce((
    select string_agg(distinct case con.contype when 'p' then 'PK' when 'f' then 'FK' else 'UK' end, ', '
      order by case con.contype when 'p' then 'PK' when 'f' then 'FK' else 'UK' end desc)
    from pg_constraint con
    where con.conrelid = c.oid and con.conkey @> array[a.attnum]
      and (con.contype in ('p', 'f') or con.contype = 'u' and cardinality(con.conkey) = 1)), '')
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.oid = any (?) and c.relkind in ('r', 'p') and not c.relispartition
order by c.relname, a.attnum
