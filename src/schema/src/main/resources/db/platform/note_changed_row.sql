--liquibase formatted sql

--changeset schemata:note_changed_row runOnChange:true splitStatements:false
-- Notes which row of a table that is being moved was written; its arguments are the move, the table and the columns of its key.
-- It runs as its owner, as whoever writes there has no right to the notes.
create or replace function note_changed_row() returns trigger
language plpgsql security definer set search_path from current
as $$
declare
  columns text[] := tg_argv[2:];
  old_key jsonb;
  new_key jsonb;
begin
  if tg_op = 'TRUNCATE' then
    insert into changed_rows (target_schema, table_name) values (tg_argv[0], tg_argv[1]);
    return null;
  end if;
  if tg_op <> 'INSERT' then
    select jsonb_object_agg(name, to_jsonb(old) -> name) into old_key from unnest(columns) as name;
    insert into changed_rows (target_schema, table_name, row_key) values (tg_argv[0], tg_argv[1], old_key);
  end if;
  if tg_op <> 'DELETE' then
    select jsonb_object_agg(name, to_jsonb(new) -> name) into new_key from unnest(columns) as name;
    if new_key is distinct from old_key then
      insert into changed_rows (target_schema, table_name, row_key) values (tg_argv[0], tg_argv[1], new_key);
    end if;
  end if;
  return null;
end
$$;
revoke all on function note_changed_row() from public, anon, authenticated, service_role;
