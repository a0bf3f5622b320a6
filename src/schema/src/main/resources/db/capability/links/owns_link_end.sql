--liquibase formatted sql

--changeset schemata:owns_link_end runOnChange:true splitStatements:false
-- Whether a row that links may name is a user's own: its table names the owner by owner_id, user_id or created_by.
create or replace function owns_link_end(p_mode text, p_type text, p_id uuid, p_user_id uuid) returns boolean
language plpgsql stable set search_path from current
as $$
declare
  place linkable_types;
  owner_column name;
  is_own boolean;
begin
  select * into place from linkable_types where mode = p_mode and type = p_type;
  if not found then  -- its mode has been retired
    return false;
  end if;
  select attname into owner_column
  from pg_attribute, unnest(array['owner_id', 'user_id', 'created_by']::name[]) with ordinality as known (name, rank)
  where attname = known.name and atttypid = 'uuid'::regtype and not attisdropped
    and attrelid = to_regclass(format('%I.%I', place.schema_name, place.table_name))
  order by rank limit 1;
  if owner_column is not null then
    execute format('select true from %I.%I where %I = $1 and %I = $2',
                   place.schema_name, place.table_name, place.key_column, owner_column)
    into is_own using p_id, p_user_id;
  end if;
  return is_own is true;
end
$$;
revoke all on function owns_link_end(text, text, uuid, uuid) from public, anon, authenticated, service_role;
