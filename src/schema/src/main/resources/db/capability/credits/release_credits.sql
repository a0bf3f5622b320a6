--liquibase formatted sql

--changeset schemata:release_credits runOnChange:true splitStatements:false
-- Gives a whole hold back. p_caller_id is the verified user, who releases holds of their own opening, or null for the service:
-- what the service holds for a job of the user's is the service's to give back.
-- The same call again gets the same answer; a settled or expired reservation is refused.
create or replace function release_credits(
  p_caller_id uuid, p_reservation_id uuid, p_key text,
  out reservation_id uuid, out state text, out returned integer, out available integer, out held integer
)
language plpgsql security definer set search_path from current
as $$
#variable_conflict use_column
declare
  hold credit_reservations;
begin
  hold := lock_reservation(p_reservation_id, p_caller_id);
  if p_caller_id is not null and hold.opened_by = 'service' then
    hold := null;
  end if;
  if p_key is not null then
    perform claim_credit_request(p_caller_id, hold.user_id, 'release-credits', p_key,
      jsonb_build_object('reservationId', p_reservation_id), p_reservation_id);
  end if;
  if hold.id is null then
    raise exception using errcode = 'SCN01', message = 'RESERVATION_NOT_FOUND';
  end if;
  if hold.state not in ('held', 'released') then
    raise exception using errcode = 'SCC01', message = 'RESERVATION_CLOSED';
  end if;
  if hold.state = 'held' then
    hold := close_reservation(p_reservation_id, 'released', null);
  end if;

  reservation_id := hold.id;
  state := hold.state;
  returned := hold.amount;
  available := hold.closed_available;
  held := hold.closed_held;
end
$$;
revoke all on function release_credits(uuid, uuid, text) from public, anon, authenticated, service_role;
grant execute on function release_credits(uuid, uuid, text) to schemata_functions;
