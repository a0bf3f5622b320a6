-- The statements that an administrator has to run before this login can make what all tenants need, in their order.
with login as (
  select rolname as name, rolsuper, rolcreaterole, rolbypassrls,
    current_setting('server_version_num')::integer >= 160000 as administers_by_grant
  from pg_roles where rolname = current_user
),
users as (
  select class.oid, namespace.oid as schema
  from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
  where namespace.nspname = 'auth' and class.relname = 'users'
),
service as (
  select not exists (select from pg_roles where rolname = 'service_role')
    and not (administers_by_grant and rolbypassrls) as is_to_be_made
  from login
),
-- The roles of others that have to be given to others still.
foreign_roles as (
  select string_agg(role.name, ', ' order by role.place) as names
  from login, service, unnest(array['anon', 'authenticated', 'service_role', 'schemata_functions'])
    with ordinality role (name, place)
  left join pg_roles known on known.rolname = role.name
  where administers_by_grant
    and (known.oid is not null and not pg_has_role(known.oid, 'member with admin option')
      or role.name = 'service_role' and is_to_be_made)
),
needed (place, is_missing, statement) as (
  select 1, not rolcreaterole, format('alter role %I createrole', name) from login
  union all
  select 2, is_to_be_made, 'create role service_role nologin noinherit bypassrls' from service
  union all
  select 3, names is not null, format('grant %s to %I with admin option', names, name) from foreign_roles, login
  union all
  select 4, not has_database_privilege(current_database(), 'create'),
    format('grant create on database %I to %I', current_database(), name) from login
  union all
  select 5, not has_schema_privilege(users.schema, 'usage'), format('grant usage on schema auth to %I', name)
  from users, login
  union all
  select 6, not (has_table_privilege(users.oid, 'select') and has_table_privilege(users.oid, 'references')
      and has_table_privilege(users.oid, 'trigger')),
    format('grant select, references, trigger on auth.users to %I', name)
  from users, login
)
select statement
from needed, login
where is_missing and not rolsuper
  and not exists (select from pg_namespace where nspname = 'schemata')
order by place
