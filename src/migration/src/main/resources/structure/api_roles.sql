-- The roles that come through the API, where the database has them.
select quote_ident(rolname) from pg_roles where rolname in ('anon', 'authenticated', 'service_role') order by 1
