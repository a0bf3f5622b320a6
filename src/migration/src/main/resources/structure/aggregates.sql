-- Aggregates: their parts are functions, found by the aggregate's types, and options.
select signature.text as name, 'pg_proc'::regclass::oid as class, p.oid as object,
  format('create aggregate %I(%s) (%s)', p.proname,
    case when p.pronargs = 0 then '*' else pg_get_function_arguments(p.oid) end, options.text) as definition,
  format('drop aggregate %s', case
    when p.pronargs = 0 then replace(signature.text, '()', '(*)')
    when a.aggkind = 'n' then signature.text
    else format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) end) as removal
from pg_proc p
cross join lateral (
  select format('%s%I(%s)', case when (
      select true from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace limit 1)
    then quote_ident(current_schema()) || '.' else '' end,
    p.proname, replace(oidvectortypes(p.proargtypes), ', ', ',')) as text) as signature
join pg_aggregate a on a.aggfnoid = p.oid
cross join lateral (
  select string_agg(part.text, ', ' order by part.place) as text
  from (
    select called.place, format('%s = %s%I', called.word, case
        when f.pronamespace = 'pg_catalog'::regnamespace then ''
        when f.pronamespace <> p.pronamespace or (
          select true from pg_proc o where o.proname = f.proname and o.pronamespace = 'pg_catalog'::regnamespace limit 1)
        then quote_ident(f.pronamespace::regnamespace::text) || '.'
        else '' end, f.proname) as text
    from (values (1, 'sfunc', a.aggtransfn), (4, 'finalfunc', a.aggfinalfn), (7, 'combinefunc', a.aggcombinefn),
      (8, 'serialfunc', a.aggserialfn), (9, 'deserialfunc', a.aggdeserialfn), (11, 'msfunc', a.aggmtransfn),
      (12, 'minvfunc', a.aggminvtransfn), (15, 'mfinalfunc', a.aggmfinalfn)) as called (place, word, function)
    join pg_proc f on f.oid = called.function
    union all
    select said.place, said.text
    from (values
      (2, 'stype = ' || format_type(a.aggtranstype, null)),
      (3, 'sspace = ' || nullif(a.aggtransspace, 0)),
      (5, case when a.aggfinalextra then 'finalfunc_extra' end),
      (6, case when a.aggfinalfn <> 0 and a.aggfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end
        then 'finalfunc_modify = ' || case a.aggfinalmodify when 'r' then 'read_only' when 's' then 'shareable'
          else 'read_write' end end),
      (10, 'initcond = ' || quote_literal(a.agginitval)),
      (13, 'mstype = ' || format_type(nullif(a.aggmtranstype, 0), null)),
      (14, 'msspace = ' || nullif(a.aggmtransspace, 0)),
      (16, case when a.aggmfinalextra then 'mfinalfunc_extra' end),
      (17, case when a.aggmfinalfn <> 0 and a.aggmfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end
        then 'mfinalfunc_modify = ' || case a.aggmfinalmodify when 'r' then 'read_only' when 's' then 'shareable'
          else 'read_write' end end),
      (18, 'minitcond = ' || quote_literal(a.aggminitval)),
      (19, case when a.aggsortop <> 0 then 'sortop = ' || a.aggsortop::regoper end),
      (20, case p.proparallel when 's' then 'parallel = safe' when 'r' then 'parallel = restricted' end),
      (21, case when a.aggkind = 'h' then 'hypothetical' end)) as said (place, text)
    where said.text is not null) as part) as options
where p.oid = any (?)
