--liquibase formatted sql

--changeset schemata:refuse_write runOnChange:true splitStatements:false
-- Keeps a table as it is once its rows are on their way into a tenant: what was written here would be in neither. What a foreign
-- key does as a user is deleted is let through: its statement is the server's own, and directly above this function.
create or replace function refuse_write() returns trigger
language plpgsql set search_path from current
as $$
declare
  stack text;
begin
  if tg_op in ('UPDATE', 'DELETE') and pg_trigger_depth() > 1 then
    get diagnostics stack = pg_context;
    if split_part(stack, E'\n', 2) ~ '(DELETE FROM|UPDATE) ONLY "[^ ]+ .*OPERATOR\(pg_catalog\.' then
      return null;
    end if;
  end if;
  raise exception using errcode = 'object_not_in_prerequisite_state',
    message = format('%I.%I was adopted or moved into another schema; it is read-only since', tg_table_schema, tg_table_name);
end
$$;
revoke all on function refuse_write() from public, anon, authenticated, service_role;
