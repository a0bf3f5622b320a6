-- The roles that come through the API, and whoever is given rights on new things by default: here, or everywhere.
select quote_ident(rolname) from pg_roles where rolname in ('anon', 'authenticated', 'service_role')
union
select quote_ident(pg_get_userbyid(a.grantee))
from pg_default_acl d
cross join lateral aclexplode(d.defaclacl) as a
where (d.defaclnamespace = 0 or d.defaclnamespace = any (?)) and a.grantee not in (0, d.defaclrole)
  and pg_has_role(current_user, d.defaclrole, 'usage')
order by 1
