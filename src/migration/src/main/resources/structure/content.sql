-- The relations, routines and types of a schema, but for those of extensions, by name.
select relname from pg_class c
where relnamespace = to_regnamespace(quote_ident(?)) and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
union all
select proname from pg_proc p
where pronamespace = to_regnamespace(quote_ident(?))
  and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')
union all
select typname from pg_type t
where typnamespace = to_regnamespace(quote_ident(?)) and typtype in ('e', 'd', 'r')
  and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = t.oid and deptype = 'e')
order by 1
