-- Functions and procedures, without the schema that pg_get_functiondef puts before their names.
select p.oid::regprocedure::text as name, 'pg_proc'::regclass::oid as class, p.oid as object,
  kind.words || substr(whole.text, length(kind.words || quote_ident(current_schema()) || '.') + 1) as definition
from pg_proc p
cross join lateral (
  select case p.prokind when 'p' then 'CREATE OR REPLACE PROCEDURE ' else 'CREATE OR REPLACE FUNCTION ' end as words) as kind
cross join lateral (select rtrim(pg_get_functiondef(p.oid), E'\n') as text) as whole
where p.oid = any (?) and p.prokind in ('f', 'p', 'w')
