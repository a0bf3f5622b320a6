--liquibase formatted sql

--changeset schemata:install_sign_up_trigger runOnChange:true splitStatements:false
-- Has the database itself set up whoever signs up, one trigger for all tenants, or, when not p_wanted, leaves that to
-- the function new-user.
create or replace function install_sign_up_trigger(p_wanted boolean) returns void
language plpgsql set search_path from current
as $$
begin
  if p_wanted then
    create or replace trigger schemata_set_up_new_user after insert on auth.users
      for each row execute function set_up_new_user();
  else
    drop trigger if exists schemata_set_up_new_user on auth.users;
  end if;
end
$$;
revoke all on function install_sign_up_trigger(boolean) from public, anon, authenticated, service_role;
