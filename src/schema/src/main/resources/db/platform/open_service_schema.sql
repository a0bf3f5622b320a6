--liquibase formatted sql

--changeset schemata:open_service_schema runOnChange:true splitStatements:false
-- Makes a schema for another program, and lets nobody use it and create things in it but whom it logs in as, if that is
-- said: what the program makes there it owns, and none of it is meant for those who come through the API.
create or replace function open_service_schema(p_schema_name text, p_login text) returns void
language plpgsql set search_path from current
as $$
declare
  others constant text := 'public, anon, authenticated, service_role, schemata_functions';
  kind text;
begin
  execute format('create schema if not exists %I', p_schema_name);
  execute format('revoke all on schema %I from %s', p_schema_name, others);
  foreach kind in array array['tables', 'sequences', 'functions', 'types'] loop
    execute format('alter default privileges in schema %I revoke all on %s from %s', p_schema_name, kind, others);
  end loop;
  if p_login <> '' then
    execute format('grant usage, create on schema %I to %I', p_schema_name, p_login);
  end if;
end
$$;
revoke all on function open_service_schema(text, text) from public, anon, authenticated, service_role;
