-- Aggregates, but for ordered-set and hypothetical-set ones.
select signature.text as name, 'pg_proc'::regclass::oid as class, p.oid as object,
  format('create aggregate %I(%s) (sfunc = %s, stype = %s', p.proname,
    case when p.pronargs = 0 then '*' else pg_get_function_arguments(p.oid) end, a.aggtransfn::regproc,
    format_type(a.aggtranstype, null))
  || case when a.aggfinalfn = 0 then '' else ', finalfunc = ' || a.aggfinalfn::regproc end
  || case when a.aggcombinefn = 0 then '' else ', combinefunc = ' || a.aggcombinefn::regproc end
  || coalesce(', initcond = ' || quote_literal(a.agginitval), '')
  || case when a.aggmtransfn = 0 then '' else format(', msfunc = %s, minvfunc = %s, mstype = %s',
    a.aggmtransfn::regproc, a.aggminvtransfn::regproc, format_type(a.aggmtranstype, null)) end
  || case when a.aggmfinalfn = 0 then '' else ', mfinalfunc = ' || a.aggmfinalfn::regproc end
  || coalesce(', minitcond = ' || quote_literal(a.aggminitval), '')
  || case when a.aggsortop = 0 then '' else ', sortop = ' || a.aggsortop::regoper end
  || case p.proparallel when 's' then ', parallel = safe' when 'r' then ', parallel = restricted' else '' end
  || ')' as definition,
  format('drop aggregate %s', case when p.pronargs = 0 then format('%I(*)', p.proname) else signature.text end) as removal
from pg_proc p
cross join lateral (
  select format('%I(%s)', p.proname, replace(oidvectortypes(p.proargtypes), ', ', ',')) as text) as signature
join pg_aggregate a on a.aggfnoid = p.oid and a.aggkind = 'n'
where p.oid = any (?)
