-- What callers would be given on whatever is created here next, where we may take it back. A grant stands beside its
-- object instead.
select format('%s that %s creates %s are given to %s', kind.words, pg_get_userbyid(d.defaclrole),
  case d.defaclnamespace when 0 then 'in any schema' else 'here' end, who.name)
from pg_default_acl d
join (values ('r', 'tables'), ('S', 'sequences'), ('f', 'functions'), ('T', 'types')) as kind (letter, words)
  on kind.letter = d.defaclobjtype::text
cross join lateral aclexplode(d.defaclacl) as a
cross join lateral (select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end as name) as who
where (d.defaclnamespace = any (?) or d.defaclnamespace = 0) and pg_has_role(current_user, d.defaclrole, 'usage')
  and d.defaclrole <> a.grantee and who.name in ('public', 'anon', 'authenticated', 'service_role')
order by 1
