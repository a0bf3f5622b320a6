--liquibase formatted sql

--changeset schemata:require_visible runOnChange:true splitStatements:false
-- Refuses a row that points at one which whoever writes it may not see, as if it were not there: a foreign key alone would
-- tell that it is. The trigger names the column and the table it points at, and comes before the one of the foreign key, so that
-- either is refused by the same words. What a row pointed at before it may go on to.
create or replace function require_visible() returns trigger
language plpgsql security invoker set search_path from current
as $$
declare
  target constant text := to_jsonb(new) ->> tg_argv[0];
  is_visible boolean;
begin
  if target is null or (tg_op = 'UPDATE' and to_jsonb(old) ->> tg_argv[0] = target) then
    return new;
  end if;
  execute format('select exists (select from %I.%I where id = $1)', tg_table_schema, tg_argv[1])
  into is_visible using target::uuid;
  if not is_visible then
    raise exception using errcode = 'foreign_key_violation',
      message = format('insert or update on table "%s" violates foreign key constraint "%1$s_%s_fkey"', tg_table_name, tg_argv[0]),
      detail = format('Key (%s)=(%s) is not present in table "%s".', tg_argv[0], target, tg_argv[1]);
  end if;
  return new;
end
$$;
revoke all on function require_visible() from public, anon, authenticated, service_role;
