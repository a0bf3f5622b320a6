-- Enums, domains, composite types and ranges.
select t.typname as name, 'pg_type'::regclass::oid as class, t.oid as object,
  case t.typtype
    when 'e' then format('create type %I as enum (%s)', t.typname, (
      select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
      from pg_enum e where e.enumtypid = t.oid))
    when 'd' then format('create domain %I as %s', t.typname, format_type(t.typbasetype, t.typtypmod))
      || case
        when t.typcollation in (0, 100, (select b.typcollation from pg_type b where b.oid = t.typbasetype)) then ''
        else ' collate ' || t.typcollation::regcollation end
      || coalesce(' default ' || pg_get_expr(t.typdefaultbin, 0), '')
      || case when t.typnotnull then ' not null' else '' end
    when 'c' then format('create type %I as (%s)', t.typname, (
      select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
        || case when a.attcollation in (0, (select b.typcollation from pg_type b where b.oid = a.atttypid)) then ''
          else ' collate ' || a.attcollation::regcollation end, ', ' order by a.attnum)
      from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped))
    when 'r' then (
      select format('create type %I as range (subtype = %s', t.typname, format_type(r.rngsubtype, null))
        || case when r.rngsubdiff = 0 then '' else ', subtype_diff = ' || r.rngsubdiff::regproc end
        || case when r.rngcanonical = 0 then '' else ', canonical = ' || r.rngcanonical::regproc end
        || format(', multirange_type_name = %s)', format_type(r.rngmultitypid, null))
      from pg_range r where r.rngtypid = t.oid)
  end as definition,
  format('drop %s %s', case t.typtype when 'd' then 'domain' else 'type' end, t.oid::regtype) as removal
from pg_type t
where t.oid = any (?) and t.typtype in ('e', 'd', 'c', 'r')
