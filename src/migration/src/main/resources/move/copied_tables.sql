-- The tables of a schema with what a copy has to know: the word before the name where a query reads its own rows, the columns that
-- are written with their types, the columns of the primary key with their types, and about how many rows there are.
select c.relname, case c.relkind when 'r' then 'only ' else '' end,
  (select array_agg(attname order by attnum) from pg_attribute
   where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''),
  (select array_agg(format_type(atttypid, atttypmod) order by attnum) from pg_attribute
   where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''),
  coalesce(k.names, '{}'), coalesce(k.types, '{}'),
  (select coalesce(sum(greatest(leaf.reltuples, 0)), 0)::bigint from pg_partition_tree(c.oid) tree join pg_class leaf on leaf.oid = tree.relid
   where tree.isleaf) + case c.relkind when 'r' then greatest(c.reltuples, 0)::bigint else 0 end
from pg_class c
left join lateral (
  select array_agg(attname order by place) as names, array_agg(format_type(atttypid, atttypmod) order by place) as types
  from pg_index
  cross join lateral unnest(indkey) with ordinality as part (number, place)
  join pg_attribute on attrelid = indrelid and attnum = number
  where indrelid = c.oid and indisprimary
) k on true
where c.relnamespace = to_regnamespace(quote_ident(?)) and c.relkind in ('r', 'p') and not c.relispartition
  and c.relname not in ('databasechangelog', 'databasechangeloglock')
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
order by c.relname
