-- Indexes that are not a constraint's. One that is not valid is none: the server does not use it.
select i.indexrelid::regclass::text as name, 'pg_class'::regclass::oid as class, i.indexrelid as object,
  replace(pg_get_indexdef(i.indexrelid, 0, true), ' ON ONLY ', ' ON ')
  || case when i.indisvalid then '' else ' /* invalid */' end as definition,
  format('drop index %s', i.indexrelid::regclass) as removal
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = any (?) and not c.relispartition and not exists (
  select from pg_constraint con
  where con.conrelid = i.indrelid and con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x'))
