-- Everybody, and the roles that come through the API where the database has them.
select 'public' from pg_namespace where oid = any (?)
union all
select quote_ident(rolname) from pg_roles where rolname in ('anon', 'authenticated', 'service_role')
