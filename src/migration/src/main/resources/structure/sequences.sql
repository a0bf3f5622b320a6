-- Sequences, but for those that come with an identity column; of their options those that are not the default.
select c.relname as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('create %ssequence %I as %s', case c.relpersistence when 'u' then 'unlogged ' else '' end, c.relname, format_type(s.seqtypid, null))
  || case when s.seqincrement = 1 then '' else ' increment by ' || s.seqincrement end
  || case when s.seqmin = 1 then '' else ' minvalue ' || s.seqmin end
  || case when s.seqmax = largest.number then '' else ' maxvalue ' || s.seqmax end
  || case when s.seqstart = s.seqmin then '' else ' start with ' || s.seqstart end
  || case when s.seqcache = 1 then '' else ' cache ' || s.seqcache end
  || case when s.seqcycle then ' cycle' else '' end as definition,
  format('drop sequence %I', c.relname) as removal
from pg_class c
join pg_sequence s on s.seqrelid = c.oid
cross join lateral (
  select case s.seqtypid when 'smallint'::regtype then 32767 when 'integer'::regtype then 2147483647
    else 9223372036854775807 end as number) as largest
where c.oid = any (?) and not exists (
  select from pg_depend d
  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i' and d.refobjsubid > 0)
