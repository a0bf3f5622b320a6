--liquibase formatted sql

--changeset schemata:reserve_credits runOnChange:true splitStatements:false
-- Holds credits of p_user_id for a job or a reference until p_ttl_seconds from now, or refuses and writes nothing.
-- p_caller_id is the verified user, or null for the service.
create or replace function reserve_credits(
  p_caller_id uuid, p_user_id uuid, p_amount integer, p_job_id uuid, p_reference text,
  p_ttl_seconds integer, p_key text,
  out reservation_id uuid, out state text, out amount integer, out available integer, out held integer,
  out expires_at timestamptz, out replayed boolean
)
language plpgsql security definer set search_path from current
as $$
#variable_conflict use_column
declare
  account credit_accounts := lock_credit_account(p_user_id);
  hold credit_reservations;
begin
  reservation_id := gen_random_uuid();
  if p_key is not null then
    hold.id := claim_credit_request(p_caller_id, account.user_id, 'reserve-credits', p_key,
      jsonb_build_object('userId', p_user_id, 'amount', p_amount, 'jobId', p_job_id, 'reference', p_reference,
                         'ttlSeconds', p_ttl_seconds), reservation_id);
    if hold.id <> reservation_id then
      select * into hold from credit_reservations where id = hold.id;
      if not found then  -- it went over to another account, and with that one it was deleted
        raise exception using errcode = 'SCP01', message = 'INSUFFICIENT_CREDITS', detail = coalesce(account.available, 0);
      end if;
      reservation_id := hold.id;
      state := 'held';
      amount := hold.amount;
      available := hold.opened_available;
      held := hold.opened_held;
      expires_at := hold.expires_at;
      replayed := true;
      return;
    end if;
  end if;

  if account.user_id is null and p_caller_id is null then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
  end if;
  if p_job_id is not null then
    if job_owner(p_job_id) is distinct from p_user_id then
      raise exception using errcode = 'SCN02', message = 'JOB_NOT_FOUND';
    end if;
    if exists (select from credit_reservations where job_id = p_job_id and state = 'held') then
      raise exception using errcode = 'SCC02', message = 'ALREADY_RESERVED';
    end if;
  end if;
  if account.user_id is null or account.available < p_amount then
    raise exception using errcode = 'SCP01', message = 'INSUFFICIENT_CREDITS',
      detail = coalesce(account.available, 0);
  end if;
  if account.open_reservations >= 100 then
    raise exception using errcode = 'SCL01', message = 'LIMIT_EXCEEDED';
  end if;

  update credit_accounts set
    available = available - p_amount,
    held = held + p_amount,
    open_reservations = open_reservations + 1,
    updated_at = now()
  where user_id = p_user_id
  returning * into strict account;
  expires_at := clock_timestamp() + make_interval(secs => p_ttl_seconds::double precision);
  insert into credit_reservations
    (id, user_id, job_id, reference, amount, expires_at, opened_available, opened_held, opened_by)
  values
    (reservation_id, p_user_id, p_job_id, p_reference, p_amount, expires_at, account.available, account.held,
     case when p_caller_id is null then 'service' else 'user' end);
  insert into credit_ledger (user_id, type, amount, balance_after, note, job_id, reservation_id)
  values (p_user_id, 'reserve', -p_amount, account.available, p_reference, p_job_id, reservation_id);

  state := 'held';
  amount := p_amount;
  available := account.available;
  held := account.held;
  replayed := false;
end
$$;
revoke all on function reserve_credits(uuid, uuid, integer, uuid, text, integer, text) from public, anon, authenticated, service_role;
grant execute on function reserve_credits(uuid, uuid, integer, uuid, text, integer, text) to schemata_functions;
