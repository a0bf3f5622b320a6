-- Extensions with objects among the schema's own. A database has each of them once.
select e.extname as name, 'pg_extension'::regclass::oid as class, e.oid as object,
  format('create extension if not exists %I schema @schema@', e.extname) as definition,
  format('drop extension %I', e.extname) as removal
from pg_extension e
where e.extnamespace = any (?)
