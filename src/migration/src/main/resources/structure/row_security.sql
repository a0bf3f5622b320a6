-- Row level security, on or forced.
select c.relname || ' enabled' as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('alter table %I enable row level security', c.relname) as definition,
  format('alter table %I disable row level security', c.relname) as removal
from pg_class c
cross join lateral (values (?::oid[])) as given (relations)
where c.oid = any (given.relations) and c.relrowsecurity
union all
select c.relname || ' forced', 'pg_class'::regclass::oid, c.oid,
  format('alter table %I force row level security', c.relname),
  format('alter table %I no force row level security', c.relname)
from pg_class c
cross join lateral (values (?::oid[])) as given (relations)
where c.oid = any (given.relations) and c.relforcerowsecurity
