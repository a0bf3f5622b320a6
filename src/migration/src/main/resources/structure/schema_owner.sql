-- Whose the schema is, where it is not who asks, nor the database's owner as of "public".
select 'schema (owner)' as name, 'pg_namespace'::regclass::oid as class, n.oid as object,
  format('alter schema @schema@ owner to %I', pg_get_userbyid(n.nspowner)) as definition,
  'alter schema @schema@ owner to current_user' as removal
from pg_namespace n
where n.oid = any (?) and n.nspowner not in (
  quote_ident(current_user)::regrole, coalesce(to_regrole('pg_database_owner'), quote_ident(current_user)::regrole))
