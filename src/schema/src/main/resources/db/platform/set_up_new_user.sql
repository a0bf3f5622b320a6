--liquibase formatted sql

--changeset schemata:set_up_new_user runOnChange:true splitStatements:false
-- Sets a new user up in every enrolled tenant as they sign up, and again when they stop being anonymous or confirm an
-- address. Whatever goes wrong in a tenant is undone there and noted, and the sign-up goes on: it never fails by this, waits
-- for each lock half a second at most, and begins with no further tenant after two seconds.
create or replace function set_up_new_user() returns trigger
language plpgsql security definer set search_path from current set lock_timeout = '500ms'
as $$
declare
  give_up_at constant timestamptz := clock_timestamp() + interval '2 seconds';
  tenant text;
  failure text;
begin
  for tenant in
    select schema_name from enrolled_tenants where exists (select from sign_up_trigger where is_on) order by schema_name
  loop
    failure := null;
    begin
      if clock_timestamp() >= give_up_at then
        raise exception 'not tried: the sign-up had waited long enough';
      end if;
      execute format('select from %I.set_up_user($1, null)', tenant) using new.id;
      set constraints all immediate;  -- what a tenant has put off would fail with the sign-up
    exception
      when others or query_canceled or assert_failure then
        failure := format('%s: %s', sqlstate, sqlerrm);
    end;
    if failure is not null then
      begin
        perform note_unfinished_sign_up(new.id, tenant, failure);
      exception
        when others or query_canceled or assert_failure then
          perform note_missed_sign_up(new.id, format('in %s: %s', tenant, failure));
          exit when clock_timestamp() >= give_up_at;  -- it is noted for all tenants
      end;
    end if;
  end loop;
  return null;
exception
  when others or query_canceled or assert_failure then
    perform note_missed_sign_up(new.id, format('%s: %s', sqlstate, sqlerrm));
    return null;
end
$$;
revoke all on function set_up_new_user() from public, anon, authenticated, service_role;
