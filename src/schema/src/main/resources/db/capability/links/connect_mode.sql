--liquibase formatted sql

--changeset schemata:connect_mode runOnChange:true splitStatements:false
-- Lets the rows of a mode be linked here, whose tables are in p_schema_name: takes over what its blueprint lets be
-- linked, and tells the mode that these are its links.
create or replace function connect_mode(p_mode text, p_schema_name text) returns void
language plpgsql set search_path from current
as $$
begin
  if to_regclass(format('%I.link_membership', p_schema_name)) is null then
    raise exception 'mode % (schema %) has to be migrated first', p_mode, p_schema_name;
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
