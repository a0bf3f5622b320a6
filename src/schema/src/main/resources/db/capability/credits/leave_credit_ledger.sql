--liquibase formatted sql

--changeset schemata:leave_credit_ledger runOnChange:true splitStatements:false
-- When an account is deleted with its user, its entries no longer name the user: at once where they are few, else the rest is
-- noted for the next clean-up, so that a deletion takes the same time however long the history is.
create or replace function leave_credit_ledger() returns trigger
language plpgsql security definer set search_path from current
as $$
begin
  if unname_credit_entries(old.user_id, 500) >= 500 then
    insert into deleted_credit_accounts (user_id) values (old.user_id) on conflict (user_id) do nothing;
  end if;
  return null;
end
$$;
revoke all on function leave_credit_ledger() from public, anon, authenticated, service_role;

-- A truncation would delete accounts without this, and leave a ledger that says otherwise.
create or replace trigger keep_ledger_whole before truncate on credit_accounts
  for each statement execute function keep_ledger();
alter table credit_accounts enable always trigger keep_ledger_whole;

create or replace trigger leave_credit_ledger after delete on credit_accounts
  for each row execute function leave_credit_ledger();
