-- What an extract leaves out and a comparison knows by name alone: foreign tables, base types, operator classes and
-- whatever else may stand in a schema.
select what.name, d.classid as class, d.objid as object, '-- Not in here: ' || what.name as definition,
  (select format('drop %s %s', i.type, i.identity) from pg_identify_object(d.classid, d.objid, 0) as i) as removal
from pg_depend d
cross join lateral (
  select regexp_replace(pg_describe_object(d.classid, d.objid, 0), '[\n\r]', ' ', 'g') as name) as what
left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
left join pg_type t on d.classid = 'pg_type'::regclass and t.oid = d.objid
where d.refclassid = 'pg_namespace'::regclass and d.refobjid = any (?) and d.deptype = 'n'
  and (d.classid not in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_constraint'::regclass,
      'pg_statistic_ext'::regclass, 'pg_default_acl'::regclass, 'pg_extension'::regclass, 'pg_collation'::regclass,
      'pg_ts_dict'::regclass, 'pg_ts_config'::regclass, 'pg_operator'::regclass, 'pg_publication_namespace'::regclass)
    or c.relkind = 'f' or t.typtype in ('b', 'p'))
  and not exists (
    select from pg_depend e where e.classid = d.classid and e.objid = d.objid and e.objsubid = 0 and e.deptype = 'e')
