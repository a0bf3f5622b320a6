-- Tables, views, sequences, types and functions that were made in other schemas since the reference was, in its transaction.
-- What belongs to an extension goes where the extension says.
with made as (
  select relname::text as name, relnamespace as schema, xmin, oid, 'pg_class'::regclass as catalog from pg_class
  where relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  union all
  select proname::text, pronamespace, xmin, oid, 'pg_proc'::regclass from pg_proc
  union all
  select typname::text, typnamespace, xmin, oid, 'pg_type'::regclass from pg_type where typtype in ('e', 'd', 'r')
)
select n.nspname || '.' || made.name
from made
join pg_namespace n on n.oid = made.schema
where age(made.xmin) <= (select age(xmin) from pg_namespace where nspname = 'schemata_reference')
  and n.nspname not in ('schemata', 'schemata_reference') and n.nspname !~ '^pg_'
  and not exists (
    select from pg_depend where classid = made.catalog and objid = made.oid and deptype = 'e')
order by 1
