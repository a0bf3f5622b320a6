--liquibase formatted sql

--changeset schemata:forget_deleted_rows runOnChange:true splitStatements:false
-- When linked rows are deleted, what becomes of their links is done with it, in the same transaction. The trigger's
-- argument is their type.
create or replace function forget_deleted_rows() returns trigger
language plpgsql security definer set search_path from current
as $$
declare
  membership link_membership;
  ids uuid[];  -- null: all of them
begin
  select * into membership from link_membership;
  if not found
    or to_regprocedure(format('%I.forget_link_ends(text, text, uuid[])', membership.links_schema)) is null
  then
    return null;
  end if;
  if tg_op = 'DELETE' then
    execute format('select array_agg(%I) from gone', (select key_column from linkable_types where type = tg_argv[0]))
    into ids;
    if ids is null then
      return null;
    end if;
  end if;
  execute format('select %I.forget_link_ends($1, $2, $3)', membership.links_schema)
  using membership.mode, tg_argv[0], ids;
  return null;
end
$$;
revoke all on function forget_deleted_rows() from public, anon, authenticated, service_role;
