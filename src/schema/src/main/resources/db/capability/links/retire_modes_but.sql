--liquibase formatted sql

--changeset schemata:retire_modes_but runOnChange:true splitStatements:false
-- From now on nobody links rows of any mode but these, which stand separated by commas. Links there are stay, unseen
-- until their mode is back.
create or replace function retire_modes_but(p_modes text) returns void
language plpgsql set search_path from current
as $$
begin
  update mode_config set is_active = false where is_active and mode <> all (string_to_array(p_modes, ','));
  delete from linkable_types where mode <> all (string_to_array(p_modes, ','));
end
$$;
revoke all on function retire_modes_but(text) from public, anon, authenticated, service_role;
