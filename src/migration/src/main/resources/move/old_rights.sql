-- Who may do what by the old names, in a schema (1): as with what was moved into another (2), and nothing that the database
-- itself gives away.
with names as (
  select ?::text as source, ?::text as target
), place as (
  select to_regnamespace(quote_ident(source)) as source, to_regnamespace(quote_ident(target)) as target from names
), thing as (
  select case when relkind is null then 'function' else 'table' end as kind, old.oid as old_oid, new.oid as new_oid, new.acl,
    case when relkind is null then old.oid::regprocedure::text else old.oid::regclass::text end as name
  from place
  cross join lateral (
    select oid, relname as name, '' as arguments, coalesce(relacl, acldefault('r', relowner)) as acl, relowner as owner, relkind, relnamespace as schema from pg_class
    where relkind in ('r', 'p', 'v', 'm', 'f')
    union all
    select oid, proname, pg_get_function_identity_arguments(oid), coalesce(proacl, acldefault('f', proowner)), proowner, null, pronamespace
    from pg_proc
  ) as new
  join lateral (
    select c.oid from pg_class c
    where new.relkind is not null and c.relnamespace = place.source and c.relname = new.name and c.relkind = 'v'
    union all
    select p.oid from pg_proc p
    where new.relkind is null and p.pronamespace = place.source and p.proname = new.name
      and pg_get_function_identity_arguments(p.oid) = new.arguments
  ) as old on true
  where new.schema = place.target
)
select statement
from (
  select 1 as part, format('revoke all on %s %s from %s', kind, name,
    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end) as statement
  from thing
  cross join lateral (
    select distinct grantee from (
      select (aclexplode(coalesce(relacl, acldefault('r', relowner)))).grantee, relowner as owner from pg_class where oid = old_oid and kind = 'table'
      union all
      select (aclexplode(coalesce(proacl, acldefault('f', proowner)))).grantee, proowner from pg_proc where oid = old_oid and kind = 'function'
    ) given where grantee <> owner
  ) had
  union all
  select 2, format('grant %s on %s %s to %s%s', privilege_type, kind, name,
    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
    case when is_grantable then ' with grant option' else '' end)
  from thing cross join lateral aclexplode(acl) as a
  where privilege_type <> 'MAINTAIN'
  union all
  select 2, format('grant %s (%I) on %s to %s', privilege_type, attname, name,
    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
  from thing join pg_attribute on attrelid = new_oid and attnum > 0 and not attisdropped and kind = 'table'
  cross join lateral aclexplode(attacl) as a
) all_of_them
order by part, statement
