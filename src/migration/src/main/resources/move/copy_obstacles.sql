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
select format('the login may not keep triggers and foreign keys from firing: an administrator runs'
  ' ''grant set on parameter session_replication_role to %I'' once', current_user)
where not has_parameter_privilege('session_replication_role', 'set')
union all
select 'some sessions may begin without triggers (session_replication_role), and would not be followed'
where current_setting('session_replication_role') <> 'origin'
order by 1
