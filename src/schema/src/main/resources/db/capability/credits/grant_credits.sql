--liquibase formatted sql

--changeset schemata:grant_credits runOnChange:true splitStatements:false
-- Adds credits to a user, or with type 'expire' takes them away, once per key and once per payment.
-- For the service only. Opens the user's account when this is the first he gets.
create or replace function grant_credits(
  p_user_id uuid, p_amount integer, p_type text, p_note text, p_payment_id text, p_key text,
  out entry_id uuid, out available integer, out replayed boolean
)
language plpgsql security definer set search_path from current
as $$
#variable_conflict use_column
declare
  change constant integer := case p_type when 'expire' then -p_amount else p_amount end;
  account credit_accounts := lock_credit_account(p_user_id);
  entry credit_ledger;
begin
  entry_id := gen_random_uuid();
  entry.id := entry_id;
  if p_key is not null then
    entry.id := claim_credit_request(null, 'grant-credits', p_key, jsonb_build_object('userId', p_user_id,
      'amount', p_amount, 'type', p_type, 'note', p_note, 'paymentId', p_payment_id), entry_id);
  end if;
  if account.user_id is null then
    account := open_credit_account(p_user_id);
  end if;
  select * into entry from credit_ledger
  where id = entry.id and entry.id <> entry_id
     or p_payment_id is not null and stripe_payment_id = p_payment_id;
  if found then
    if (entry.user_id, entry.type, entry.amount, entry.note, entry.stripe_payment_id)
       is distinct from (p_user_id, p_type, change, p_note, p_payment_id) then
      raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
    end if;
    entry_id := entry.id;
    available := entry.balance_after;
    replayed := true;
    return;
  end if;

  if account.available + change < 0 then
    raise exception using errcode = 'SCP01', message = 'INSUFFICIENT_CREDITS', detail = account.available;
  end if;
  if change > 0 and account.available > 2000000000 - change then
    raise exception using errcode = 'SCL01', message = 'LIMIT_EXCEEDED';
  end if;

  update credit_accounts set available = available + change, updated_at = now()
  where user_id = p_user_id
  returning * into strict account;
  insert into credit_ledger (id, user_id, type, amount, balance_after, note, stripe_payment_id)
  values (entry_id, p_user_id, p_type, change, account.available, p_note, p_payment_id)
  on conflict (stripe_payment_id) do nothing;
  if not found then  -- the payment was credited to another user a moment ago
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
  end if;
  available := account.available;
  replayed := false;
end
$$;
revoke all on function grant_credits(uuid, integer, text, text, text, text) from public;
grant execute on function grant_credits(uuid, integer, text, text, text, text) to schemata_functions;
