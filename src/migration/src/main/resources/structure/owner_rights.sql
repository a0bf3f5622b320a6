-- Rights that the owner took from itself.
select format('%s from its owner', thing.name) as name, thing.class, thing.oid as object,
  format('revoke %s on %s from %I', missing.words, thing.words, pg_get_userbyid(thing.owner)) as definition,
  format('grant %s on %s to %I', missing.words, thing.words, pg_get_userbyid(thing.owner)) as removal
from (
  select c.relname::text as name, 'pg_class'::regclass::oid as class, c.oid, c.relowner as owner, c.relacl as acl,
    case c.relkind when 'S' then 's'::"char" else 'r' end as letter,
    case c.relkind when 'S' then 'sequence ' else '' end || quote_ident(c.relname) as words
  from pg_class c where c.oid = any (?) and c.relkind in ('r', 'p', 'v', 'm', 'S')) as thing
cross join lateral (
  select string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as words
  from aclexplode(acldefault(thing.letter, thing.owner)) as a
  where a.grantee = thing.owner and not exists (
    select from aclexplode(thing.acl) as has where has.grantee = a.grantee and has.privilege_type = a.privilege_type)
  ) as missing
where thing.acl is not null and missing.words is not null
