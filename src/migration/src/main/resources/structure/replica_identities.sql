-- What tells rows apart for logical replication, where it is not the primary key.
select c.relname as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('alter table %I replica identity %s', c.relname, case c.relreplident
    when 'f' then 'full'
    when 'n' then 'nothing'
    else (select format('using index %s', i.indexrelid::regclass)
      from pg_index i where i.indrelid = c.oid and i.indisreplident)
  end) as definition,
  format('alter table %I replica identity default', c.relname) as removal
from pg_class c
where c.oid = any (?) and c.relkind in ('r', 'p') and c.relreplident <> 'd'
