--liquibase formatted sql

--changeset schemata:are_link_types runOnChange:true splitStatements:false
-- Whether set_link_types would change nothing.
create or replace function are_link_types(p_symmetric text, p_kept text) returns boolean
language plpgsql stable set search_path from current
as $$
begin
  return array(select link_type from link_types where is_symmetric order by 1)
      = array(select distinct unnest(string_to_array(p_symmetric, ',')) order by 1)
    and array(select link_type from link_types where is_kept order by 1)
      = array(select distinct unnest(string_to_array(p_kept, ',')) order by 1);
end
$$;
revoke all on function are_link_types(text, text) from public, anon, authenticated, service_role;
