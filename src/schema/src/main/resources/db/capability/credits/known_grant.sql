--liquibase formatted sql

--changeset schemata:known_grant runOnChange:true splitStatements:false
-- The ledger entry that this grant has led to already, by its key or by its payment, or null when it is new.
-- A key or a payment that stood for something else is refused. An entry whose user was deleted names nobody: it is this
-- grant's as long as this grant's user is not there either, who is refused then for that.
create or replace function known_grant(p_entry credit_ledger, p_key text) returns credit_ledger
language plpgsql set search_path from current
as $$
declare
  known credit_ledger;
  account_id constant uuid := (select user_id from credit_accounts where user_id = p_entry.user_id);
begin
  if p_key is not null then
    known.id := claim_credit_request(null, account_id, 'grant-credits', p_key,
      jsonb_build_object('userId', p_entry.user_id, 'type', p_entry.type, 'amount', p_entry.amount, 'note', p_entry.note,
                         'paymentId', p_entry.stripe_payment_id), p_entry.id);
  end if;
  select * into known from credit_ledger
  where (id = known.id and id <> p_entry.id)
     or stripe_payment_id in (p_entry.stripe_payment_id, payment_digest(p_entry.stripe_payment_id));
  if known.id is not null and (
    (known.type, known.amount) <> (p_entry.type, p_entry.amount)
    or case when known.user_id is null then exists (select from auth.users where id = p_entry.user_id)
       else known.user_id <> p_entry.user_id
         or (known.note, known.stripe_payment_id) is distinct from (p_entry.note, p_entry.stripe_payment_id) end
  ) then
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH' || ' paymentId';
  end if;
  return known;
end
$$;
revoke all on function known_grant(credit_ledger, text) from public, anon, authenticated, service_role;
