--liquibase formatted sql

--changeset schemata:settle_credits runOnChange:true splitStatements:false
-- Charges 0 to the held amount of a reservation and gives the rest back. For the service only.
-- The same call again gets the same answer; another one on a closed reservation is refused.
create or replace function settle_credits(
  p_reservation_id uuid, p_final_amount integer, p_key text,
  out reservation_id uuid, out state text, out final_amount integer, out returned integer,
  out available integer, out held integer
)
language plpgsql security definer set search_path from current
as $$
#variable_conflict use_column
declare
  hold credit_reservations;
begin
  hold := lock_reservation(p_reservation_id, null);
  if p_key is not null then
    perform claim_credit_request(null, hold.user_id, 'settle-credits', p_key,
      jsonb_build_object('reservationId', p_reservation_id, 'finalAmount', p_final_amount), p_reservation_id);
  end if;
  if hold.id is null then
    raise exception using errcode = 'SCN01', message = 'RESERVATION_NOT_FOUND';
  end if;
  if hold.state <> 'held' and (hold.state <> 'settled' or hold.final_amount <> p_final_amount) then
    raise exception using errcode = 'SCC01', message = 'RESERVATION_CLOSED';
  end if;
  if p_final_amount > hold.amount then
    raise exception using errcode = 'SCU02', message = 'AMOUNT_EXCEEDS_HOLD';
  end if;
  if hold.state = 'held' then
    hold := close_reservation(p_reservation_id, 'settled', p_final_amount);
  end if;

  reservation_id := hold.id;
  state := hold.state;
  final_amount := hold.final_amount;
  returned := hold.amount - hold.final_amount;
  available := hold.closed_available;
  held := hold.closed_held;
end
$$;
revoke all on function settle_credits(uuid, integer, text) from public, anon, authenticated, service_role;
grant execute on function settle_credits(uuid, integer, text) to schemata_functions;
