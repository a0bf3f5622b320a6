-- The columns of tables. A default that needs an object of this schema is listed by itself, as that may come later.
select format('%s.%s', c.relname, a.attname) as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
  || case when a.attcollation <> t.typcollation and a.attcollation <> 0
    then ' collate ' || a.attcollation::regcollation else '' end
  || case
    when a.attgenerated = 's' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid, true))
    when a.attgenerated <> '' then format(' generated always as (%s) virtual', pg_get_expr(d.adbin, d.adrelid, true))
    when a.attidentity <> '' then (
      select format(' generated %s as identity (sequence name %s',
          case a.attidentity when 'a' then 'always' else 'by default' end, s.seqrelid::regclass)
        || case when s.seqincrement = 1 then '' else ' increment by ' || s.seqincrement end
        || case when s.seqmin = 1 then '' else ' minvalue ' || s.seqmin end
        || case when s.seqmax = largest.number then '' else ' maxvalue ' || s.seqmax end
        || case when s.seqstart = s.seqmin then '' else ' start with ' || s.seqstart end
        || case when s.seqcache = 1 then '' else ' cache ' || s.seqcache end
        || case when s.seqcycle then ' cycle)' else ')' end
      from pg_depend own
      join pg_sequence s on s.seqrelid = own.objid
      cross join lateral (
        select case s.seqtypid when 'smallint'::regtype then 32767 when 'integer'::regtype then 2147483647
          else 9223372036854775807 end as number) as largest
      where own.refclassid = 'pg_class'::regclass and own.refobjid = c.oid and own.refobjsubid = a.attnum
        and own.classid = 'pg_class'::regclass and own.deptype = 'i')
    when d.oid is not null and not exists (
      select from pg_depend need
      where need.classid = 'pg_attrdef'::regclass and need.objid = d.oid and need.deptype = 'n'
        and (need.refclassid = 'pg_proc'::regclass and exists (
            select from pg_proc p where p.oid = need.refobjid and p.pronamespace = c.relnamespace)
          or need.refclassid = 'pg_class'::regclass))
    then ' default ' || pg_get_expr(d.adbin, d.adrelid, true)
    else '' end
  || case when a.attnotnull then ' not null' else '' end as definition,
  format('alter table %I drop column %I', c.relname, a.attname) as removal
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  and (a.attislocal or c.relispartition)
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.oid = any (?) and c.relkind in ('r', 'p')
order by c.relname, a.attnum
