-- Tables without their columns, which are listed one by one and stand where the script has its mark.
select c.relname as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('create %stable %I (@columns@)', case c.relpersistence when 'u' then 'unlogged ' else '' end, c.relname)
  || coalesce((
    select ' inherits (' || string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno) || ')'
    from pg_inherits i where i.inhrelid = c.oid and not c.relispartition), '')
  || case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end
  || coalesce((
    select ' with (' || string_agg(replace(given.option, '=on', '=true'), ', ' order by given.option) || ')'
    from (
      select unnest(c.reloptions) as option
      union all
      select 'toast.' || unnest(t.reloptions) from pg_class t where t.oid = c.reltoastrelid) as given), '')
    as definition,
  format('drop table %I', c.relname) as removal
from pg_class c
where c.oid = any (?) and c.relkind in ('r', 'p')
