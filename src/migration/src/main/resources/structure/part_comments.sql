-- What is said of constraints, triggers, policies, rules and statistics, each looked up by itself: a database of many tenants
-- has many comments.
select format('%s %s', part.kind, part.name) as name, d.classoid as class, d.objoid as object,
  format('comment on %s %s is %L', part.kind, part.name, d.description) as definition,
  format('comment on %s %s is null', part.kind, part.name) as removal
from (
  select 'constraint' as kind, format('%I on %s', conname, conrelid::regclass) as name,
    'pg_constraint'::regclass as class, oid
  from pg_constraint where conrelid = any (?)
  union all
  select 'trigger', format('%I on %s', tgname, tgrelid::regclass), 'pg_trigger'::regclass, oid
  from pg_trigger where tgrelid = any (?)
  union all
  select 'policy', format('%I on %s', polname, polrelid::regclass), 'pg_policy'::regclass, oid
  from pg_policy where polrelid = any (?)
  union all
  select 'rule', format('%I on %s', rulename, ev_class::regclass), 'pg_rewrite'::regclass, oid
  from pg_rewrite where ev_class = any (?)
  union all
  select 'statistics', quote_ident(stxname), 'pg_statistic_ext'::regclass, oid
  from pg_statistic_ext where stxrelid = any (?)) as part
cross join lateral (
  select description, classoid, objoid from pg_description
  where classoid = part.class and objoid = part.oid offset 0) as d
