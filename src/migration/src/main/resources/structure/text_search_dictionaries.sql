-- Dictionaries of text search.
select 'dictionary ' || quote_ident(d.dictname) as name, 'pg_ts_dict'::regclass::oid as class, d.oid as object,
  format('create text search dictionary %I (template = %s%I%s)', d.dictname,
    case when n.oid = d.dictnamespace then '' else quote_ident(n.nspname) || '.' end, t.tmplname,
    coalesce(', ' || d.dictinitoption, '')) as definition,
  format('drop text search dictionary %I', d.dictname) as removal
from pg_ts_dict d
join pg_ts_template t on t.oid = d.dicttemplate
join pg_namespace n on n.oid = t.tmplnamespace
where d.dictnamespace = any (?) and not exists (
  select from pg_depend e where e.classid = 'pg_ts_dict'::regclass and e.objid = d.oid and e.deptype = 'e')
