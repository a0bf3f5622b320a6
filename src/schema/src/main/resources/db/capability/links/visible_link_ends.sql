--liquibase formatted sql

--changeset schemata:visible_link_ends runOnChange:true splitStatements:false
-- Those of some rows that are there and that whoever asks may see: row level security of their own table decides.
create or replace function visible_link_ends(p_mode text, p_type text, p_ids uuid[]) returns uuid[]
language plpgsql stable security invoker set search_path from current
as $$
declare
  place linkable_types;
  visible uuid[] := '{}';
begin
  select * into place from linkable_types where mode = p_mode and type = p_type;
  if found then
    execute format('select coalesce(array_agg(%1$I), ''{}'') from %2$I.%3$I where %1$I = any ($1)',
                   place.key_column, place.schema_name, place.table_name)
    into visible using p_ids;
  end if;
  return visible;
exception
  when insufficient_privilege then
    return '{}';
end
$$;
revoke all on function visible_link_ends(text, text, uuid[]) from public, anon, authenticated, service_role;
grant execute on function visible_link_ends(text, text, uuid[]) to authenticated, service_role;
