--liquibase formatted sql

--changeset schemata:008-deleted_credit_accounts splitStatements:false
-- Accounts that were deleted with their user while the ledger still names them.
create table deleted_credit_accounts (
  user_id uuid primary key,
  deleted_at timestamptz not null default now()
);

revoke all on deleted_credit_accounts from public, anon, authenticated, service_role;
alter table deleted_credit_accounts enable row level security;
create policy "Nobody but the functions here" on deleted_credit_accounts
  for all to anon, authenticated, service_role using (false);
