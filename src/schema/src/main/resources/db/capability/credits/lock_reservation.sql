--liquibase formatted sql

--changeset schemata:lock_reservation runOnChange:true splitStatements:false
-- The reservation as it stands once its account is locked, or null where there is none the caller may see.
-- p_caller_id is the verified user, who sees his own, or null for the service, which sees all.
create or replace function lock_reservation(p_reservation_id uuid, p_caller_id uuid) returns credit_reservations
language plpgsql set search_path from current
as $$
declare
  hold credit_reservations;
begin
  perform lock_credit_account(user_id) from credit_reservations
  where id = p_reservation_id and (p_caller_id is null or user_id = p_caller_id);
  if found then
    select * into hold from credit_reservations where id = p_reservation_id;
  end if;
  return hold;
end
$$;
revoke all on function lock_reservation(uuid, uuid) from public, anon, authenticated, service_role;
