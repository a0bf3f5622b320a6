--liquibase formatted sql

--changeset schemata:set_up_preferences runOnChange:true splitStatements:false
-- Here a user's preferences are a column of his profile, whose default is made with it.
create or replace function set_up_preferences(p_user_id uuid, p_profile text) returns text
language sql immutable set search_path from current
as $$ select p_profile $$;
revoke all on function set_up_preferences(uuid, text) from public, anon, authenticated, service_role;
