-- The names of types, of tables (their rows are a type) and of functions that PostgreSQL has of its own too, plain and as
-- identifiers.
select names.name, quote_ident(names.name)
from (
  select t.typname as name from pg_type t where t.oid = any (?)
  union
  select c.relname from pg_class c where c.oid = any (?)) as names
where exists (select from pg_type o where o.typname = names.name and o.typnamespace = 'pg_catalog'::regnamespace)
union
select p.proname, quote_ident(p.proname)
from pg_proc p
where p.oid = any (?)
  and exists (select from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace)
