-- The columns of the schema's tables, and how those of the view that has rows for a table become theirs.
select made.relname as table_name, view.relname as view_name, it.attname as column_name,
  format_type(it.atttypid, it.atttypmod) as type, format_type(old.atttypid, old.atttypmod) as old_type,
  it.attnotnull and it.attgenerated = '' as is_required,
  case when it.attgenerated = '' then pg_get_expr(adbin, adrelid) end as default_value, it.attidentity <> '' as is_identity,
  case
    when old.attname is null or it.attgenerated <> '' then 'MISSING'
    when format_type(it.atttypid, it.atttypmod) = format_type(old.atttypid, old.atttypmod) then 'SAME'
    when type.typtype = 'e' and old_type.typcategory in ('S', 'E') then 'LABEL'
    when type.typname = 'text' then 'TEXT'
    when type.typname = 'jsonb' and old_type.typname in ('json', 'text', 'varchar') then 'TEXT'
    when type.typcategory = 'S' and old_type.typcategory = 'S' then 'CAST'
    when type.typtype in ('d', 'c', 'r') or type.typcategory = 'A' then 'TEXT'
    when type.oid = old_type.oid
      or exists (select from pg_cast where castsource = old_type.oid and casttarget = type.oid)
     and exists (select from pg_cast where castsource = type.oid and casttarget = old_type.oid) then 'CAST'
    when it.attidentity <> '' then 'NONE'
    else 'TEXT'
  end as conversion
from pg_class as made
join pg_attribute as it on it.attrelid = made.oid and it.attnum > 0 and not it.attisdropped
join pg_type as type on type.oid = it.atttypid
left join pg_attrdef on adrelid = made.oid and adnum = it.attnum
left join lateral (
  select oid, relname
  from pg_class
  where relnamespace = pg_my_temp_schema() and relkind in ('r', 'v') and relname in ('new_' || made.relname, 'old_' || made.relname)
  order by relname limit 1
) as view on true
left join pg_attribute as old on old.attrelid = view.oid and old.attname = it.attname
left join pg_type as old_type on old_type.oid = old.atttypid
where made.relnamespace = to_regnamespace(quote_ident(current_schema())) and made.relkind in ('r', 'p') and not made.relispartition
  and view.oid is not null
order by made.relname, it.attnum
