-- What of a schema is not the login's, so that it can neither be read whole nor be kept as it is.
select what from (
  select 'schema ' || nspname as what, 0 as turn, nspowner as owner from pg_namespace where nspname = ?
  union all
  select 'table ' || relname, 1, relowner from pg_class
  where relnamespace = to_regnamespace(quote_ident(?)) and relkind in ('r', 'p')
    and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
  union all
  select 'extension ' || extname, 2, extowner from pg_extension
  where extnamespace = to_regnamespace(quote_ident(?)) and ?::boolean
) as part
where not pg_has_role(current_user, owner, 'usage')
order by turn, what
