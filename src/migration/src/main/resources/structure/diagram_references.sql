-- Foreign keys: to which table, from which, whether one may be without, whether there is one at most.
select case when there.relnamespace = c.relnamespace then '' else n.nspname || '.' end || there.relname, c.relname,
  exists (
    select from pg_attribute a where a.attrelid = con.conrelid and a.attnum = any (con.conkey) and not a.attnotnull),
  exists (
    select from pg_index i
    where i.indrelid = con.conrelid and i.indisunique and i.indpred is null and i.indnkeyatts <= cardinality(con.conkey)
      and (i.indkey::int2[])[0:i.indnkeyatts - 1] <@ con.conkey),
  string_agg(a.attname, ', ' order by key.place)
from pg_constraint con
join pg_class c on c.oid = con.conrelid and not c.relispartition
join pg_class there on there.oid = con.confrelid
join pg_namespace n on n.oid = there.relnamespace
cross join lateral unnest(con.conkey) with ordinality as key (attnum, place)
join pg_attribute a on a.attrelid = con.conrelid and a.attnum = key.attnum
where con.conrelid = any (?) and con.contype = 'f' and con.conparentid = 0
group by con.oid, c.relname, c.relnamespace, there.relname, there.relnamespace, n.nspname
order by 2, con.conname
