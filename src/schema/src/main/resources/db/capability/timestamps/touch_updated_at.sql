--liquibase formatted sql

--changeset schemata:touch_updated_at runOnChange:true splitStatements:false
-- Every change of a row moves its updated_at, whoever makes it.
create or replace function touch_updated_at() returns trigger
language plpgsql set search_path from current
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
revoke all on function touch_updated_at() from public, anon, authenticated, service_role;
