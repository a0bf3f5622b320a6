-- How columns are stored, compressed and sampled, where that is not their type's way. Of their options those that can be
-- set by their owner: some servers keep others there.
select format('%s.%s (storage)', c.relname, a.attname) as name, 'pg_class'::regclass::oid as class, c.oid as object,
  concat_ws(E';\n',
    case when a.attstattarget >= 0 then format('alter %s %I alter column %s set statistics %s', kind.word, c.relname,
      part.name, a.attstattarget) end,
    case when a.attstorage <> t.typstorage and c.relkind in ('r', 'p', 'm') then
      format('alter table %I alter column %s set storage %s', c.relname, part.name, (
        select word from (values ('p', 'plain'), ('e', 'external'), ('x', 'extended'), ('m', 'main')) as s (letter, word)
        where s.letter = a.attstorage::text)) end,
    case when a.attcompression <> '' then format('alter table %I alter column %s set compression %s', c.relname,
      part.name, case a.attcompression when 'p' then 'pglz' else 'lz4' end) end,
    case when options.text is not null then
      format('alter table %I alter column %s set (%s)', c.relname, part.name, options.text) end) as definition,
  concat_ws(E';\n',
    case when a.attstattarget >= 0 then
      format('alter %s %I alter column %s set statistics -1', kind.word, c.relname, part.name) end,
    case when a.attstorage <> t.typstorage and c.relkind in ('r', 'p', 'm') then
      format('alter table %I alter column %s set storage %s', c.relname, part.name, (
        select word from (values ('p', 'plain'), ('e', 'external'), ('x', 'extended'), ('m', 'main')) as s (letter, word)
        where s.letter = t.typstorage::text)) end,
    case when a.attcompression <> '' then
      format('alter table %I alter column %s set compression default', c.relname, part.name) end,
    case when options.text is not null then
      format('alter table %I alter column %s reset (%s)', c.relname, part.name, options.names) end) as removal
from (
  select oid from pg_class where oid = any (?)
  union all
  select indexrelid from pg_index where indrelid = any (?)) as given
join pg_class c on c.oid = given.oid
join (values ('r', 'table'), ('p', 'table'), ('m', 'materialized view'), ('i', 'index'), ('I', 'index'))
  as kind (relkind, word) on kind.relkind = c.relkind::text
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
cross join lateral (
  select case when c.relkind in ('i', 'I') then a.attnum::text else quote_ident(a.attname) end as name) as part
cross join lateral (
  select string_agg(option, ', ' order by option) as text, string_agg(split_part(option, '=', 1), ', ') as names
  from unnest(a.attoptions) as option where option like 'n\_distinct%' and c.relkind in ('r', 'p', 'm')) as options
where a.attstattarget >= 0 or a.attstorage <> t.typstorage and c.relkind in ('r', 'p', 'm') or a.attcompression <> ''
  or options.text is not null
