-- The checks of domains.
select format('%s.%s', t.typname, con.conname) as name, 'pg_constraint'::regclass::oid as class, con.oid as object,
  format('alter domain %s add constraint %I %s', t.oid::regtype, con.conname, pg_get_constraintdef(con.oid, true))
    as definition,
  format('alter domain %s drop constraint %I', t.oid::regtype, con.conname) as removal
from pg_constraint con
join pg_type t on t.oid = con.contypid
where con.contypid = any (?) and con.contype = 'c'
