-- Configurations of text search, with the dictionaries that each kind of token goes through.
select 'configuration ' || quote_ident(c.cfgname) as name, 'pg_ts_config'::regclass::oid as class, c.oid as object,
  format('create text search configuration %I (parser = %s%I)', c.cfgname,
    case when n.oid = c.cfgnamespace then '' else quote_ident(n.nspname) || '.' end, p.prsname)
  || coalesce((
    select string_agg(format(E';\nalter text search configuration %I add mapping for %s with %s', c.cfgname,
      mapping.token, mapping.dictionaries), '' order by mapping.token)
    from (
      select token.alias as token, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
      from pg_ts_config_map m
      join ts_token_type(c.cfgparser) as token on token.tokid = m.maptokentype
      where m.mapcfg = c.oid
      group by token.alias) as mapping), '') as definition,
  format('drop text search configuration %I', c.cfgname) as removal
from pg_ts_config c
join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace n on n.oid = p.prsnamespace
where c.cfgnamespace = any (?) and not exists (
  select from pg_depend e where e.classid = 'pg_ts_config'::regclass and e.objid = c.oid and e.deptype = 'e')
