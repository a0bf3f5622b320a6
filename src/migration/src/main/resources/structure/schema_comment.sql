-- What is said of the schema; of "public" PostgreSQL says something itself.
select 'schema' as name, d.classoid as class, d.objoid as object,
  format('comment on schema @schema@ is %L', d.description) as definition,
  'comment on schema @schema@ is null' as removal
from pg_description d
where d.classoid = 'pg_namespace'::regclass and d.objoid = any (?) and d.description <> 'standard public schema'
