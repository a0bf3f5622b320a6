-- Operators. A commutator or negator that comes later is announced by the first that names it.
select format('%s(%s,%s)', o.oprname, types.l, types.r) as name, 'pg_operator'::regclass::oid as class, o.oid as object,
  format('create operator %s (function = %s', o.oprname, o.oprcode::regproc)
  || case when o.oprleft = 0 then '' else ', leftarg = ' || types.l end
  || case when o.oprright = 0 then '' else ', rightarg = ' || types.r end
  || coalesce((
    select string_agg(format(', %s = %s', case other.oid when o.oprcom then 'commutator' else 'negator' end,
      case when other.oprnamespace = o.oprnamespace then other.oprname
        else format('operator(%s.%s)', other.oprnamespace::regnamespace, other.oprname) end), '' order by other.oid = o.oprnegate)
    from pg_operator other where other.oid in (o.oprcom, o.oprnegate)), '')
  || case when o.oprrest = 0 then '' else ', restrict = ' || o.oprrest::regproc end
  || case when o.oprjoin = 0 then '' else ', join = ' || o.oprjoin::regproc end
  || case when o.oprcanhash then ', hashes' else '' end
  || case when o.oprcanmerge then ', merges' else '' end || ')' as definition,
  format('drop operator %s (%s, %s)', o.oprname, types.l, types.r) as removal
from pg_operator o
cross join lateral (
  select case o.oprleft when 0 then 'none' else format_type(o.oprleft, null) end as l,
    case o.oprright when 0 then 'none' else format_type(o.oprright, null) end as r) as types
where o.oprnamespace = any (?) and o.oprcode <> 0 and not exists (
  select from pg_depend e where e.classid = 'pg_operator'::regclass and e.objid = o.oid and e.deptype = 'e')
