-- Publications that a table is in, where the database has them.
select format('%s in %s', c.relname, p.pubname) as name, 'pg_publication_rel'::regclass::oid as class, r.oid as object,
  format(E'do $do$\nbegin\n  if exists (select from pg_publication where pubname = %L) then\n'
    '    alter publication %I add table %I%s%s;\n  end if;\nend\n$do$', p.pubname, p.pubname, c.relname,
    (select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')'
      from pg_attribute a where a.attrelid = c.oid and a.attnum = any (r.prattrs)),
    ' where (' || pg_get_expr(r.prqual, r.prrelid, true) || ')') as definition,
  format('alter publication %I drop table %I', p.pubname, c.relname) as removal
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
join pg_class c on c.oid = r.prrelid
where c.oid = any (?)
