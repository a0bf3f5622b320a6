-- What somebody is given on whatever a role creates here from now on; of roles that we may act for. What Supabase's own
-- superuser gives away of what it creates, nobody else can take back.
select format('%s of %s to %s', kind.words, quote_ident(pg_get_userbyid(d.defaclrole)), who.name) as name,
  'pg_default_acl'::regclass::oid as class, d.oid as object,
  format('alter default privileges for role %I in schema @schema@ grant %s on %s to %s',
    pg_get_userbyid(d.defaclrole), string_agg(lower(a.privilege_type), ', ' order by a.privilege_type), kind.words,
    who.name)
  || case when a.is_grantable then ' with grant option' else '' end as definition,
  format('alter default privileges for role %I in schema @schema@ revoke %s on %s from %s',
    pg_get_userbyid(d.defaclrole), string_agg(lower(a.privilege_type), ', ' order by a.privilege_type), kind.words,
    who.name) as removal
from pg_default_acl d
join (values ('r', 'tables'), ('S', 'sequences'), ('f', 'functions'), ('T', 'types')) as kind (letter, words)
  on kind.letter = d.defaclobjtype::text
cross join lateral aclexplode(d.defaclacl) as a
cross join lateral (
  select case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as name) as who
where d.defaclnamespace = any (?) and pg_has_role(current_user, d.defaclrole, 'usage') and a.grantee <> d.defaclrole
group by d.oid, d.defaclrole, kind.words, who.name, a.is_grantable
