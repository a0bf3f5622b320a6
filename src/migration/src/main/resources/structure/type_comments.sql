-- What is said of types, of the columns of composite ones and of the checks of domains.
select t.typname as name, d.classoid as class, d.objoid as object,
  format('comment on type %s is %L', t.oid::regtype, d.description) as definition,
  format('comment on type %s is null', t.oid::regtype) as removal
from pg_type t
join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid
where t.oid = any (?) and t.typtype in ('e', 'd', 'c', 'r')
union all
select format('%s.%s', t.typname, a.attname), 'pg_type'::regclass::oid, t.oid,
  format('comment on column %s.%I is %L', t.oid::regtype, a.attname, d.description),
  format('comment on column %s.%I is null', t.oid::regtype, a.attname)
from pg_type t
join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = t.typrelid and d.objsubid > 0
join pg_attribute a on a.attrelid = t.typrelid and a.attnum = d.objsubid
where t.oid = any (?) and t.typtype = 'c'
union all
select format('constraint %I on domain %s', con.conname, t.typname), d.classoid, d.objoid,
  format('comment on constraint %I on domain %s is %L', con.conname, t.oid::regtype, d.description),
  format('comment on constraint %I on domain %s is null', con.conname, t.oid::regtype)
from pg_constraint con
join pg_type t on t.oid = con.contypid
join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = con.oid
where con.contypid = any (?)
