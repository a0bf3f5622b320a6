-- Functions and procedures, without the schema that pg_get_functiondef puts before their names. As in what follows, a
-- signature is put together here: regprocedure would look at every function of that name in all schemas first.
select signature.text as name, 'pg_proc'::regclass::oid as class, p.oid as object,
  kind.words || substr(whole.text, length(kind.words || quote_ident(current_schema()) || '.') + 1) as definition,
  format('drop %s %s', case p.prokind when 'p' then 'procedure' else 'function' end, signature.text) as removal
from pg_proc p
cross join lateral (
  select format('%s%I(%s)', case when (
      select true from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace limit 1)
    then quote_ident(current_schema()) || '.' else '' end,
    p.proname, replace(oidvectortypes(p.proargtypes), ', ', ',')) as text) as signature
cross join lateral (
  select case p.prokind when 'p' then 'CREATE OR REPLACE PROCEDURE ' else 'CREATE OR REPLACE FUNCTION ' end as words)
  as kind
cross join lateral (select rtrim(pg_get_functiondef(p.oid), E'\n') as text) as whole
where p.oid = any (?) and p.prokind in ('f', 'p', 'w')
