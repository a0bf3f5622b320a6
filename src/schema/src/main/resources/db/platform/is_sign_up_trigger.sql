--liquibase formatted sql

--changeset schemata:is_sign_up_trigger runOnChange:true splitStatements:false
-- Whether install_sign_up_trigger would change nothing.
create or replace function is_sign_up_trigger(p_wanted boolean) returns boolean
language plpgsql stable set search_path from current
as $$
declare
  auth_users constant oid := to_regclass('auth.users');
  is_on constant boolean := exists (select from sign_up_trigger where is_on);
  of_new boolean := false;
  of_known bigint := 0;  -- columns that are watched
begin
  select coalesce(bool_or(tgname = 'schemata_set_up_new_user'), false), coalesce(sum(cardinality(tgattr::smallint[])), 0)
  into of_new, of_known
  from pg_trigger
  where tgrelid = auth_users and tgenabled in ('O', 'A')
    and tgname in ('schemata_set_up_new_user', 'schemata_set_up_known_user');
  if not p_wanted then
    return not is_on or not (of_new or of_known > 0);
  end if;
  return is_on and of_new and of_known = cardinality(watched_user_columns());
end
$$;
revoke all on function is_sign_up_trigger(boolean) from public, anon, authenticated, service_role;
