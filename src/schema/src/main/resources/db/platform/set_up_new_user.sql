--liquibase formatted sql

--changeset schemata:set_up_new_user runOnChange:true splitStatements:false
-- Sets a user who has just signed up up in every enrolled tenant. Whatever goes wrong in a tenant is undone there and
-- noted, and the sign-up goes on: it never fails by this, and begins with no further tenant after two seconds.
create or replace function set_up_new_user() returns trigger
language plpgsql security definer set search_path from current
as $$
declare
  give_up_at constant timestamptz := clock_timestamp() + interval '2 seconds';
  tenant text;
  failure text;
begin
  for tenant in select schema_name from enrolled_tenants order by schema_name loop
    failure := null;
    if clock_timestamp() >= give_up_at then
      failure := 'not tried: the sign-up had waited long enough';
    else
      begin
        execute format('select from %I.set_up_user($1, null)', tenant) using new.id;
      exception
        when others or query_canceled then
          failure := format('%s: %s', sqlstate, sqlerrm);
      end;
    end if;
    if failure is not null then
      perform note_unfinished_sign_up(new.id, tenant, failure);
    end if;
  end loop;
  return null;
exception
  when others or query_canceled then
    raise warning 'schemata: the sign-up of % is not finished: %', new.id, sqlerrm;
    return null;
end
$$;
revoke all on function set_up_new_user() from public, anon, authenticated, service_role;
