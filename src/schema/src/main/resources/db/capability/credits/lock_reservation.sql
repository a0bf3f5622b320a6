--liquibase formatted sql

--changeset schemata:lock_reservation runOnChange:true splitStatements:false
-- The reservation as it stands once its account is locked, or null where there is none the caller may see.
-- p_caller_id is the verified user, who sees their own, or null for the service, which sees all. A hold that goes over to
-- another account meanwhile is locked there.
create or replace function lock_reservation(p_reservation_id uuid, p_caller_id uuid) returns credit_reservations
language plpgsql set search_path from current
as $$
declare
  hold credit_reservations;
  locked_user_id uuid;
begin
  loop
    select * into hold from credit_reservations
    where id = p_reservation_id and (p_caller_id is null or user_id = p_caller_id);
    exit when hold.id is null or hold.user_id = locked_user_id;
    locked_user_id := hold.user_id;
    perform lock_credit_account(locked_user_id);
  end loop;
  return hold;
end
$$;
revoke all on function lock_reservation(uuid, uuid) from public, anon, authenticated, service_role;
