-- Whose a table, view or sequence is, where it is not who asks. A sequence that goes with a column is its table's.
select c.relname || ' (owner)' as name, 'pg_class'::regclass::oid as class, c.oid as object,
  format('alter %s %I owner to %I', kind.word, c.relname, pg_get_userbyid(c.relowner)) as definition,
  format('alter %s %I owner to current_user', kind.word, c.relname) as removal
from pg_class c
join (values ('r', 'table'), ('p', 'table'), ('v', 'view'), ('m', 'materialized view'), ('S', 'sequence'))
  as kind (relkind, word) on kind.relkind = c.relkind::text
where c.oid = any (?) and c.relowner <> quote_ident(current_user)::regrole and not exists (
  select from pg_depend d
  where c.relkind = 'S' and d.classid = 'pg_class'::regclass and d.objid = c.oid
    and d.deptype in ('a', 'i') and d.refobjsubid > 0)
