--liquibase formatted sql

--changeset schemata:make_linkable runOnChange:true splitStatements:false
-- Lets links name the rows of a table as this type, by a key that is a uuid and that no two rows share. For the
-- changes of a blueprint alone.
create or replace function make_linkable(p_type text, p_table regclass, p_key name default 'id') returns void
language plpgsql set search_path from current
as $$
begin
  insert into linkable_types (type, table_name, key_column)
  select p_type, relname, p_key from pg_class where oid = p_table;
  execute format(
    'create trigger tr_forget_deleted after delete on %s referencing old table as gone'
    ' for each statement execute function forget_deleted_rows(%L)', p_table, p_type);
  execute format(
    'create trigger tr_forget_truncated after truncate on %s'
    ' for each statement execute function forget_deleted_rows(%L)', p_table, p_type);
  execute format(
    'create trigger tr_keep_key before update of %I on %s'
    ' for each row when (old.%1$I is distinct from new.%1$I) execute function keep_key()', p_key, p_table);
end
$$;
revoke all on function make_linkable(text, regclass, name) from public, anon, authenticated, service_role;
