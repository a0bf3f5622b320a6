-- Rules, but for those that make a view.
select format('%s on %s', r.rulename, r.ev_class::regclass) as name,
  'pg_rewrite'::regclass::oid as class, r.oid as object,
  rtrim(pg_get_ruledef(r.oid, true), ';')
  || case r.ev_enabled when 'O' then '' else format(E';\nalter table %s %s rule %I', r.ev_class::regclass,
    case r.ev_enabled when 'D' then 'disable' when 'A' then 'enable always' else 'enable replica' end, r.rulename)
  end as definition,
  format('drop rule %I on %s', r.rulename, r.ev_class::regclass) as removal
from pg_rewrite r
where r.ev_class = any (?) and r.rulename <> '_RETURN'
