--liquibase formatted sql

--changeset schemata:install_sign_up_trigger runOnChange:true splitStatements:false
-- Has the database itself set up whoever signs up, one trigger for all tenants, and another for those who stop being
-- anonymous or confirm an address, where auth.users knows of that; or, when not p_wanted, leaves it to the function new-user.
-- Who may make a trigger on auth.users may not be the one to drop it, as on Supabase: then it stays and does nothing.
create or replace function install_sign_up_trigger(p_wanted boolean) returns void
language plpgsql set search_path from current
as $$
declare
  watched constant text[] := watched_user_columns();
begin
  insert into sign_up_trigger (is_on) values (p_wanted) on conflict (only_row) do update set is_on = excluded.is_on;
  if p_wanted then
    create or replace trigger schemata_set_up_new_user after insert on auth.users
      for each row execute function set_up_new_user();
    if watched <> '{}' then
      execute format(
        'create or replace trigger schemata_set_up_known_user after update of %s on auth.users'
        ' for each row when (%s) execute function set_up_new_user()',
        array_to_string(watched, ', '),
        (select string_agg(format('old.%1$s is distinct from new.%1$s', name), ' or ') from unnest(watched) as name));
    end if;
  else
    drop trigger if exists schemata_set_up_new_user on auth.users;
    drop trigger if exists schemata_set_up_known_user on auth.users;
  end if;
exception
  when insufficient_privilege then
    if p_wanted then
      raise exception using errcode = 'insufficient_privilege', message =
        format('%s may not make a trigger on auth.users: grant it, or set schemata.migrate.sign-up-trigger=false', current_user);
    end if;
    insert into sign_up_trigger (is_on) values (false) on conflict (only_row) do update set is_on = false;
end
$$;
revoke all on function install_sign_up_trigger(boolean) from public, anon, authenticated, service_role;
