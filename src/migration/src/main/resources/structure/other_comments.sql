-- What is said of collations, text search and operators.
select format('%s %s', part.kind, part.name) as name, d.classoid as class, d.objoid as object,
  format('comment on %s %s is %L', part.kind, part.name, d.description) as definition,
  format('comment on %s %s is null', part.kind, part.name) as removal
from (
  select 'collation' as kind, quote_ident(collname) as name, 'pg_collation'::regclass as class, oid, collnamespace as home
  from pg_collation
  union all
  select 'text search dictionary', quote_ident(dictname), 'pg_ts_dict'::regclass, oid, dictnamespace from pg_ts_dict
  union all
  select 'text search configuration', quote_ident(cfgname), 'pg_ts_config'::regclass, oid, cfgnamespace from pg_ts_config
  union all
  select 'operator', format('%s (%s, %s)', oprname, case oprleft when 0 then 'none' else format_type(oprleft, null) end,
    format_type(oprright, null)), 'pg_operator'::regclass, oid, oprnamespace
  from pg_operator) as part
join pg_description d on d.classoid = part.class and d.objoid = part.oid and d.objsubid = 0
where part.home = any (?)
