--liquibase formatted sql

--changeset schemata:note_changed_row runOnChange:true splitStatements:false
-- Notes which row of a table that is being moved was written; its arguments are the move, the table, and an expression of the
-- key of a row, written by migrate. It runs as its owner, as whoever writes there has no right to the notes, and in one way of
-- writing values down, whatever the session's is.
create or replace function note_changed_row() returns trigger
language plpgsql security definer set search_path from current
set datestyle = 'ISO, MDY' set intervalstyle = 'postgres' set timezone = 'UTC' set extra_float_digits = 1 set bytea_output = 'hex'
as $$
declare
  old_key jsonb;
  new_key jsonb;
begin
  if tg_op = 'TRUNCATE' then
    insert into changed_rows (target_schema, table_name) values (tg_argv[0], tg_argv[1]);
    return null;
  end if;
  if tg_op <> 'INSERT' then
    execute tg_argv[2] into old_key using old;
    insert into changed_rows (target_schema, table_name, row_key) values (tg_argv[0], tg_argv[1], old_key);
  end if;
  if tg_op <> 'DELETE' then
    execute tg_argv[2] into new_key using new;
    if new_key is distinct from old_key then
      insert into changed_rows (target_schema, table_name, row_key) values (tg_argv[0], tg_argv[1], new_key);
    end if;
  end if;
  return null;
end
$$;
revoke all on function note_changed_row() from public, anon, authenticated, service_role;
