-- The tables of a schema, with about how many rows each has and the bytes of it all; a partition counts with its table.
select c.relname, greatest(sum(part.reltuples), 0)::bigint, sum(pg_total_relation_size(part.oid))::bigint
from pg_class c
cross join lateral (
  select oid, reltuples from pg_class where oid = c.oid and relkind = 'r'
  union all
  select leaf.oid, leaf.reltuples from pg_partition_tree(c.oid) tree join pg_class leaf on leaf.oid = tree.relid
  where tree.isleaf and c.relkind = 'p'
) part
where c.relnamespace = to_regnamespace(quote_ident(?)) and c.relkind in ('r', 'p') and not c.relispartition
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
group by c.relname
order by c.relname
