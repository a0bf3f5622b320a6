--liquibase formatted sql

--changeset schemata:keep_ledger runOnChange:true splitStatements:false
-- The ledger is append-only for everyone, its owner included. One change is let through: when an account
-- has gone with its user, its entries stay and no longer name the user, nor say what the user wrote.
create or replace function keep_ledger() returns trigger
language plpgsql set search_path from current
as $$
begin
  if tg_op = 'UPDATE' then
    if new.user_id is null
       and (old.user_id is null or not exists (select from credit_accounts where user_id = old.user_id))
       and to_jsonb(new) - '{user_id, note, stripe_payment_id}'::text[]
         = to_jsonb(old) - '{user_id, note, stripe_payment_id}'::text[]
       and (new.note is null or new.note = old.note)
       and (new.stripe_payment_id is not distinct from old.stripe_payment_id
         or new.stripe_payment_id = payment_digest(old.stripe_payment_id) and old.stripe_payment_id not like 'sha256:%')
    then
      return new;
    end if;
  end if;
  raise exception using errcode = 'insufficient_privilege', message = case tg_table_name
    when 'credit_ledger' then 'credit_ledger is append-only'
    else format('%s may not be truncated: the ledger would say otherwise', tg_table_name) end;
end
$$;
revoke all on function keep_ledger() from public, anon, authenticated, service_role;

create or replace trigger keep_ledger before update or delete on credit_ledger
  for each row execute function keep_ledger();
create or replace trigger keep_ledger_whole before truncate on credit_ledger
  for each statement execute function keep_ledger();

-- Also in a session that replays changes, where triggers rest otherwise.
alter table credit_ledger enable always trigger keep_ledger;
alter table credit_ledger enable always trigger keep_ledger_whole;
