--liquibase formatted sql

--changeset schemata:close_reservation runOnChange:true splitStatements:false
-- Closes an open reservation whose account the caller of this function has locked: the whole hold goes back,
-- then what was used is charged. Moves a reservation out of 'held' once or not at all.
create or replace function close_reservation(p_reservation_id uuid, p_state text, p_final_amount integer)
returns credit_reservations
language plpgsql set search_path from current
as $$
declare
  hold credit_reservations;
  account credit_accounts;
begin
  select * into strict hold from credit_reservations where id = p_reservation_id and state = 'held' for update;

  update credit_accounts set
    available = available + hold.amount - coalesce(p_final_amount, 0),
    held = held - hold.amount,
    open_reservations = open_reservations - 1,
    updated_at = now()
  where user_id = hold.user_id
  returning * into strict account;

  insert into credit_ledger (user_id, type, amount, balance_after, note, job_id, reservation_id)
  values (hold.user_id, 'refund', hold.amount, account.available + coalesce(p_final_amount, 0),
          'Hold ' || p_state, hold.job_id, hold.id);
  if p_final_amount > 0 then
    insert into credit_ledger (user_id, type, amount, balance_after, note, job_id, reservation_id)
    values (hold.user_id, 'usage', -p_final_amount, account.available, hold.reference, hold.job_id, hold.id);
  end if;

  update credit_reservations set
    state = p_state,
    final_amount = p_final_amount,
    closed_at = clock_timestamp(),
    closed_available = account.available,
    closed_held = account.held
  where id = hold.id
  returning * into strict hold;
  return hold;
end
$$;
revoke all on function close_reservation(uuid, text, integer) from public, anon, authenticated, service_role;
