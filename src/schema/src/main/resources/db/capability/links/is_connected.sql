--liquibase formatted sql

--changeset schemata:is_connected runOnChange:true splitStatements:false
-- Whether connect_mode would change nothing.
create or replace function is_connected(p_mode text, p_schema_name text) returns boolean
language plpgsql stable set search_path from current
as $$
declare
  same boolean;
begin
  if to_regclass(format('%I.link_membership', p_schema_name)) is null then
    return false;
  end if;
  execute format(
    'select exists (select from %1$I.link_membership where (mode, links_schema) = ($1, $3))'
    ' and not exists ('
    '   select type, $2::name, table_name, key_column from %1$I.linkable_types'
    '   except select type, schema_name, table_name, key_column from linkable_types where mode = $1)'
    ' and not exists ('
    '   select type, schema_name, table_name, key_column from linkable_types where mode = $1'
    '   except select type, $2::name, table_name, key_column from %1$I.linkable_types)', p_schema_name)
  into same using p_mode, p_schema_name, current_schema();
  return same and exists (select from mode_config where mode = p_mode and schema_name = p_schema_name and is_active);
end
$$;
revoke all on function is_connected(text, text) from public, anon, authenticated, service_role;
