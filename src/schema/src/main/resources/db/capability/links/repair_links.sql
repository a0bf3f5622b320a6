--liquibase formatted sql

--changeset schemata:repair_links runOnChange:true splitStatements:false
-- Links of which an end is not there: triggers were off when it was deleted, or a backup was put back. A dry run counts
-- them all; else those of up to p_batch_size ends of a kind get what their end's deletion would have done. Answers how
-- many. Links of modes that are not in the registry are left alone, and so are those to a table that is gone itself.
create or replace function repair_links(p_batch_size integer, p_dry_run boolean) returns integer
language plpgsql set search_path from current
as $$
declare
  place linkable_types;
  side text;
  missing uuid[];
  links uuid[];
  dangling uuid[] := '{}';
begin
  for place in select * from linkable_types order by mode, type loop
    continue when to_regclass(format('%I.%I', place.schema_name, place.table_name)) is null;
    foreach side in array array['source', 'target'] loop
      execute format(
        'select array_agg(id) from ('
        '  select distinct link.%1$I as id from cross_links as link'
        '  where link.%2$I = $1 and link.%3$I = $2 and link.%1$I is not null'
        '    and not exists (select from %4$I.%5$I as there where there.%6$I = link.%1$I)'
        '  limit $3) as missing',
        side || '_end', side || '_mode', side || '_type', place.schema_name, place.table_name, place.key_column)
      into missing using place.mode, place.type, case when not p_dry_run then p_batch_size end;
      execute format(
        'select array_agg(id) from cross_links where %2$I = $1 and %3$I = $2 and %1$I = any ($3)',
        side || '_end', side || '_mode', side || '_type')
      into links using place.mode, place.type, missing;
      dangling := dangling || links;
      if not p_dry_run and links is not null then
        perform forget_link_ends(place.mode, place.type, missing);
      end if;
    end loop;
  end loop;
  return (select count(distinct id) from unnest(dangling) as id);
end
$$;
revoke all on function repair_links(integer, boolean) from public, anon, authenticated, service_role;
