-- Keys, checks and exclusions. What a partition or an heir has of its parent comes with the parent's, but that a table
-- has to have its parent's checks before it can become a partition.
select format('%s.%s', c.relname, con.conname) as name, 'pg_constraint'::regclass::oid as class, con.oid as object,
  format('alter table %I add constraint %I %s', c.relname, con.conname, pg_get_constraintdef(con.oid, true))
    as definition,
  format('alter table %I drop constraint %I', c.relname, con.conname) as removal
from pg_class c
join pg_constraint con on con.conrelid = c.oid and con.contype in ('p', 'u', 'c', 'f', 'x')
where c.oid = any (?) and con.conparentid = 0 and (con.conislocal or c.relispartition and con.contype = 'c')
