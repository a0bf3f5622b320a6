--liquibase formatted sql

--changeset schemata:grant_credits runOnChange:true splitStatements:false
-- Adds credits to a user, or with type 'expire' takes them away, once per key and once per payment.
-- For the service only. Opens the user's account when this is the first grant.
create or replace function grant_credits(
  p_user_id uuid, p_amount integer, p_type text, p_note text, p_payment_id text, p_key text,
  out entry_id uuid, out available integer, out replayed boolean
)
language plpgsql security definer set search_path from current
as $$
#variable_conflict use_column
declare
  account credit_accounts := lock_credit_account(p_user_id);
  entry credit_ledger;
  known credit_ledger;
begin
  entry.id := gen_random_uuid();
  entry.user_id := p_user_id;
  entry.type := p_type;
  entry.amount := case p_type when 'expire' then -p_amount else p_amount end;
  entry.note := p_note;
  entry.stripe_payment_id := p_payment_id;
  if account.user_id is null then
    perform known_grant(entry, p_key);  -- a key or payment that means something else is told before an unknown user
    account := open_credit_account(p_user_id);
  end if;
  known := known_grant(entry, p_key);
  if known.id is not null then
    entry_id := known.id;
    available := known.balance_after;
    replayed := true;
    return;
  end if;

  if account.available + entry.amount < 0 then
    raise exception using errcode = 'SCP01', message = 'INSUFFICIENT_CREDITS', detail = account.available;
  end if;
  if account.available::bigint + account.held + entry.amount > 2000000000 and entry.amount > 0 then
    raise exception using errcode = 'SCL01', message = 'LIMIT_EXCEEDED';
  end if;

  update credit_accounts set available = available + entry.amount, updated_at = now()
  where user_id = p_user_id
  returning * into strict account;
  insert into credit_ledger (id, user_id, type, amount, balance_after, note, stripe_payment_id)
  values (entry.id, p_user_id, p_type, entry.amount, account.available, p_note, p_payment_id)
  on conflict (stripe_payment_id) do nothing;
  if not found then  -- the payment was credited to another user a moment ago
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH' || ' paymentId';
  end if;
  entry_id := entry.id;
  available := account.available;
  replayed := false;
end
$$;
revoke all on function grant_credits(uuid, integer, text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function grant_credits(uuid, integer, text, text, text, text) to schemata_functions;
