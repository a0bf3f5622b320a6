-- The checks of domains.
select format('%s.%s', t.typname, con.conname) as name, 'pg_constraint'::regclass::oid as class, con.oid as object,
  format('alter domain %I add constraint %I %s', t.typname, con.conname, pg_get_constraintdef(con.oid, true))
    as definition,
  format('alter domain %I drop constraint %I', t.typname, con.conname) as removal
from pg_constraint con
join pg_type t on t.oid = con.contypid
where con.contypid = any (?) and con.contype = 'c'
