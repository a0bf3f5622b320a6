-- What is said of tables, views, sequences, indexes and columns.
select format('%s%s', d.objoid::regclass, '.' || a.attname) as name, d.classoid as class, d.objoid as object,
  format('comment on %s %s%s is %L', case when a.attname is not null then 'column' else kind.word end,
    d.objoid::regclass, '.' || quote_ident(a.attname), d.description) as definition,
  format('comment on %s %s%s is null', case when a.attname is not null then 'column' else kind.word end,
    d.objoid::regclass, '.' || quote_ident(a.attname)) as removal
from (
  select oid, relkind from pg_class where oid = any (?)
  union all
  select c.oid, c.relkind
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  where i.indrelid = any (?) and not c.relispartition) as c
join (values
    ('r', 'table'), ('p', 'table'), ('v', 'view'), ('m', 'materialized view'), ('S', 'sequence'),
    ('i', 'index'), ('I', 'index')) as kind (relkind, word) on kind.relkind = c.relkind::text
join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid
left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid and d.objsubid > 0
