--liquibase formatted sql

--changeset schemata:connect_mode runOnChange:true splitStatements:false
-- Lets the rows of a mode be linked here, whose tables are in p_schema_name: takes over what its blueprint lets be
-- linked, and tells the mode that these are its links. Refused while it has links under another name, or elsewhere:
-- they would not be told when their rows are deleted.
create or replace function connect_mode(p_mode text, p_schema_name text) returns void
language plpgsql set search_path from current
as $$
declare
  former_mode text;
  former_links name;
  former_schema name;
  is_linked boolean;
begin
  if to_regclass(format('%I.link_membership', p_schema_name)) is null then
    raise exception 'mode % (schema %) has to be migrated first', p_mode, p_schema_name;
  end if;
  execute format('select mode, links_schema from %I.link_membership', p_schema_name) into former_mode, former_links;
  if former_mode is not null and (former_mode, former_links) <> (p_mode, current_schema())
    and to_regclass(format('%I.cross_links', former_links)) is not null
  then
    execute format('select exists (select from %I.cross_links where $1 in (source_mode, target_mode))', former_links)
    into is_linked using former_mode;
    if is_linked then
      raise exception 'schema % has links as the mode % in %', p_schema_name, former_mode, former_links
        using hint = 'Call it so again, or remove these links first.';
    end if;
  end if;

  select schema_name into former_schema from mode_config where mode = p_mode and schema_name <> p_schema_name;
  if found and to_regclass(format('%I.link_membership', former_schema)) is not null then
    -- Its rows are elsewhere now, under their keys: what happens to those that were left behind is nobody's links'.
    execute format('delete from %I.link_membership where (mode, links_schema) = ($1, $2)', former_schema)
    using p_mode, current_schema();
  end if;

  insert into mode_config (mode, schema_name) values (p_mode, p_schema_name)
  on conflict (mode) do update set schema_name = excluded.schema_name, is_active = true;
  delete from linkable_types where mode = p_mode;
  execute format(
    'insert into linkable_types (mode, type, schema_name, table_name, key_column)'
    ' select $1, type, $2, table_name, key_column from %I.linkable_types', p_schema_name)
  using p_mode, p_schema_name;
  execute format(
    'insert into %I.link_membership (mode, links_schema) values ($1, $2)'
    ' on conflict (only_row) do update set mode = excluded.mode, links_schema = excluded.links_schema', p_schema_name)
  using p_mode, current_schema();
end
$$;
revoke all on function connect_mode(text, text) from public, anon, authenticated, service_role;
