-- What of a schema cannot be moved by copying.
select format('table %s has no primary key, so that its changes cannot be followed', c.relname)
from pg_class c
where relnamespace = to_regnamespace(quote_ident(?)) and relkind in ('r', 'p') and not relispartition
  and relname not in ('databasechangelog', 'databasechangeloglock')
  and not exists (select from pg_index where indrelid = c.oid and indisprimary)
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
union all
select format('column %s of table %s may be a large object (%s)', attname, relname, format_type(atttypid, null))
from pg_attribute
join pg_class c on c.oid = attrelid
where relnamespace = to_regnamespace(quote_ident(?)) and relkind in ('r', 'p') and attnum > 0 and not attisdropped
  and (atttypid = 'oid'::regtype or format_type(atttypid, null) in ('lo', 'public.lo', 'extensions.lo'))
union all
select format('table %s forces row level security on its owner, who would not see all rows', relname)
from pg_class
where relnamespace = to_regnamespace(quote_ident(?)) and relforcerowsecurity
  and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
union all
select format('trigger %s on %s fires always', tgname, relname)
from pg_trigger
join pg_class on pg_class.oid = tgrelid
where relnamespace = to_regnamespace(quote_ident(?)) and tgenabled in ('A', 'R') and tgname not like 'schemata\_%'
union all
select format('extension %1$s lives there: ''alter extension %1$I set schema extensions'' first', extname)
from pg_extension where extnamespace = to_regnamespace(quote_ident(?))
union all
select format('a trigger on auth.users calls %s, which names the schema: it would go on writing to the old tables', p.oid::regprocedure)
from pg_trigger
join pg_proc p on p.oid = tgfoid
cross join (select ?::text as name) moved
where tgrelid = to_regclass('auth.users') and not tgisinternal and tgname not like 'schemata\_%'
  and pronamespace <> to_regnamespace(quote_ident(moved.name))
  and prosrc ~ ('\m' || regexp_replace(moved.name, '([^a-zA-Z0-9_])', '\\\1', 'g') || '"?\s*\.')
union all
select format('the key of table %s is of type %s, whose order or text is not one that a copy can follow', c.relname, format_type(atttypid, atttypmod))
from pg_index
join pg_class c on c.oid = indrelid
join pg_attribute on attrelid = indrelid and attnum = any (indkey)
join pg_type t on t.oid = atttypid
left join pg_type of on of.oid = t.typbasetype
where relnamespace = to_regnamespace(quote_ident(?)) and indisprimary and not relispartition
  and (t.typtype not in ('b', 'd', 'e', 'r') or t.typcategory = 'A' or t.typname in ('jsonb', 'json')
    or t.typtype = 'b' and t.typnamespace <> 'pg_catalog'::regnamespace
    or t.typtype = 'd' and (of.typcategory = 'A' or of.typnamespace <> 'pg_catalog'::regnamespace))
union all
select format('the login may not keep triggers and foreign keys from firing: an administrator runs'
  ' ''grant set on parameter session_replication_role to %I'' once', current_user)
where not has_parameter_privilege('session_replication_role', 'set')
union all
select 'some sessions may begin without triggers (session_replication_role), and would not be followed'
where current_setting('session_replication_role') <> 'origin'
order by 1
