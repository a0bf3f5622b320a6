-- What needs what: an object of the schema and another that has to be there before it. A view needs what its query
-- reads, a table what the expressions of its generated columns call, a composite type what it is made of; who needs a row type or an array needs what they are made of.
with needs as (
  select d.classid, d.objid, d.refclassid, d.refobjid
  from pg_depend d
  where d.objid = any (?)
    and d.classid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_constraint'::regclass,
      'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_attrdef'::regclass,
      'pg_statistic_ext'::regclass, 'pg_rewrite'::regclass, 'pg_operator'::regclass, 'pg_ts_config'::regclass,
      'pg_ts_dict'::regclass)
  union all
  select 'pg_class'::regclass, r.ev_class, d.refclassid, d.refobjid
  from pg_rewrite r
  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
  where r.rulename = '_RETURN' and r.ev_class = any (?)
  union all
  select 'pg_type'::regclass, t.oid, d.refclassid, d.refobjid
  from pg_type t
  join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = t.typrelid
  where t.typtype = 'c' and t.oid = any (?)
  union all
  select 'pg_class'::regclass, a.adrelid, d.refclassid, d.refobjid
  from pg_attrdef a
  join pg_attribute c on c.attrelid = a.adrelid and c.attnum = a.adnum and c.attgenerated <> ''
  join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = a.oid
  where a.adrelid = any (?)
)
select needs.classid::bigint, needs.objid,
  case when con.oid is not null then 'pg_constraint'::regclass::bigint
    when whole.oid is not null then 'pg_class'::regclass::bigint
    else needs.refclassid::bigint end,
  coalesce(con.oid, whole.oid, element.oid, range.rngtypid, needs.refobjid)
from needs
left join pg_constraint con on needs.refclassid = 'pg_class'::regclass and con.conindid = needs.refobjid
  and con.contype in ('p', 'u', 'x')
left join pg_type t on needs.refclassid = 'pg_type'::regclass and t.oid = needs.refobjid
left join pg_type element on element.typarray = t.oid
left join pg_range range on range.rngmultitypid = t.oid
left join pg_class whole on whole.oid = coalesce(element.typrelid, t.typrelid) and whole.relkind <> 'c'
