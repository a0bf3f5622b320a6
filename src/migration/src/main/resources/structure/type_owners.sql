-- Whose a type is, where it is not who asks.
select t.typname || ' (owner)' as name, 'pg_type'::regclass::oid as class, t.oid as object,
  format('alter type %s owner to %I', t.oid::regtype, pg_get_userbyid(t.typowner)) as definition,
  format('alter type %s owner to current_user', t.oid::regtype) as removal
from pg_type t
where t.oid = any (?) and t.typtype in ('e', 'd', 'c', 'r') and t.typowner <> quote_ident(current_user)::regrole
