--liquibase formatted sql

--changeset schemata:keep_key runOnChange:true splitStatements:false
-- A row that links may name keeps its key for as long as it lives.
create or replace function keep_key() returns trigger
language plpgsql set search_path from current
as $$
begin
  raise exception using errcode = 'restrict_violation',
    message = format('links name the rows of %I by their key, which cannot change', tg_table_name);
end
$$;
revoke all on function keep_key() from public, anon, authenticated, service_role;
