-- What of a schema cannot be moved in place, or has no old name afterwards, each with the reason: obstacles first.
select is_obstacle, what
from (
  select true as is_obstacle, format('extension %s cannot be moved to another schema, and would go along', extname) as what
  from pg_extension where extnamespace = to_regnamespace(quote_ident(?)) and not extrelocatable
  union all
  select false, format('%s has no old name', p.oid::regprocedure)
  from pg_proc p
  where pronamespace = to_regnamespace(quote_ident(?)) and (prokind <> 'f' or prorettype = 'record'::regtype and proargmodes is null)
    and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')
  union all
  select false, format('sequence %s has no old name: nextval by its old name fails', c.oid::regclass)
  from pg_class c
  where relnamespace = to_regnamespace(quote_ident(?)) and relkind = 'S'
    and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype in ('i', 'e'))
  union all
  select false, format('type %s has no old name', t.oid::regtype)
  from pg_type t left join pg_class c on c.oid = typrelid
  where typnamespace = to_regnamespace(quote_ident(?)) and (typtype = 'c' and relkind = 'c' or typtype = 'r')
    and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = t.oid and deptype = 'e')
  union all
  select false, format('table %s gives rights on some columns alone: a view by its old name wants the right to read all of them', relname)
  from pg_class c
  where relnamespace = to_regnamespace(quote_ident(?)) and relkind in ('r', 'p')
    and exists (select from pg_attribute, aclexplode(attacl) a where attrelid = c.oid and privilege_type = 'SELECT')
) found
order by is_obstacle desc, what
