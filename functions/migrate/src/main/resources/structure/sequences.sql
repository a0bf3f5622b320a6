-- Sequences, but for those that come with an identity column.
select c.relname as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('create sequence %I as %s increment by %s minvalue %s maxvalue %s start with %s cache %s',
    c.relname, format_type(s.seqtypid, null), s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache)
  || case when s.seqcycle then ' cycle' else '' end as definition
from pg_class c
join pg_sequence s on s.seqrelid = c.oid
where c.oid = any (?) and not exists (
  select from pg_depend d
  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i' and d.refobjsubid > 0)
