-- What outside of a schema uses something in it, but for what all tenants need.
with outer_part as (
  select 'pg_constraint'::regclass::oid as catalog, pg_constraint.oid as object, relnamespace as schema
  from pg_constraint join pg_class on pg_class.oid = conrelid
  union all
  select 'pg_class'::regclass, oid, relnamespace from pg_class
  union all
  select 'pg_rewrite'::regclass, pg_rewrite.oid, relnamespace from pg_rewrite join pg_class on pg_class.oid = ev_class
  union all
  select 'pg_policy'::regclass, pg_policy.oid, relnamespace from pg_policy join pg_class on pg_class.oid = polrelid
  union all
  select 'pg_attrdef'::regclass, pg_attrdef.oid, relnamespace from pg_attrdef join pg_class on pg_class.oid = adrelid
  union all
  select 'pg_trigger'::regclass, pg_trigger.oid, relnamespace from pg_trigger join pg_class on pg_class.oid = tgrelid
  where not tgisinternal and tgrelid is distinct from to_regclass('auth.users')
  union all
  select 'pg_proc'::regclass, oid, pronamespace from pg_proc
  union all
  select 'pg_type'::regclass, oid, typnamespace from pg_type where typtype = 'd'
), part as (
  select 'pg_class'::regclass::oid as catalog, oid as object, relnamespace as schema from pg_class
  union all
  select 'pg_proc'::regclass, oid, pronamespace from pg_proc
  union all
  select 'pg_type'::regclass, oid, typnamespace from pg_type
  union all
  select 'pg_opclass'::regclass, oid, opcnamespace from pg_opclass
  union all
  select 'pg_operator'::regclass, oid, oprnamespace from pg_operator
  union all
  select 'pg_collation'::regclass, oid, collnamespace from pg_collation
  union all
  select 'pg_ts_config'::regclass, oid, cfgnamespace from pg_ts_config
)
select distinct format('%s uses %s', pg_describe_object(classid, objid, objsubid), pg_describe_object(refclassid, refobjid, 0))
from pg_depend
join part on part.catalog = refclassid and part.object = refobjid
join outer_part on outer_part.catalog = classid and outer_part.object = objid
where deptype in ('n', 'a') and part.schema = to_regnamespace(quote_ident(?)) and outer_part.schema <> part.schema
  and outer_part.schema is distinct from to_regnamespace('schemata')
order by 1
