-- Collations. What a version of the server does not know of them is not asked for by name.
select c.collname as name, 'pg_collation'::regclass::oid as class, c.oid as object,
  format('create collation %I (provider = %s, %s%s%s)', c.collname,
    case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end,
    case when locale.name is not null then format('locale = %L', locale.name)
      when c.collcollate = c.collctype then format('locale = %L', c.collcollate)
      else format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype) end,
    case when c.collisdeterministic then '' else ', deterministic = false' end,
    coalesce(', rules = ' || quote_literal(nullif(to_jsonb(c) ->> 'collicurules', '')), '')) as definition,
  format('drop collation %I', c.collname) as removal
from pg_collation c
cross join lateral (
  select coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale') as name) as locale
where c.collnamespace = any (?) and not exists (
  select from pg_depend e where e.classid = 'pg_collation'::regclass and e.objid = c.oid and e.deptype = 'e')
