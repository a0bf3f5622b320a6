--liquibase formatted sql

--changeset schemata:003-credit_ledger splitStatements:false
-- Every movement of available credits, for ever: the sum of a user's entries is what he has available.
-- A hold is a 'reserve'; closing it gives it back as a 'refund', and charges what was used as 'usage'.
-- Entries name their job and reservation without a foreign key: history neither blocks a deletion nor changes by one.
create table credit_ledger (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references credit_accounts (user_id) on delete set null,
  type text not null,
  amount integer not null,
  balance_after integer not null check (balance_after >= 0),
  note text check (char_length(note) <= 1000),
  job_id uuid,
  stripe_payment_id text unique check (char_length(stripe_payment_id) between 1 and 255),
  reservation_id uuid,
  created_at timestamptz not null default now(),
  entry_number bigint generated always as identity,
  constraint credit_ledger_sign_of_type check (
    case when type in ('purchase', 'grant', 'subscription', 'refund') then amount > 0
         when type in ('reserve', 'usage', 'expire') then amount < 0
         else false end)
);
create index idx_credit_user on credit_ledger (user_id, entry_number desc);
create index idx_credit_job on credit_ledger (job_id) where job_id is not null;
create index idx_credit_created on credit_ledger (created_at desc);

revoke all on credit_ledger, credit_ledger_entry_number_seq from public, anon, authenticated, service_role;
alter table credit_ledger enable row level security;
create policy "Users read their own ledger" on credit_ledger
  for select to authenticated using (user_id = (select auth.uid()));

grant select on credit_ledger to authenticated, service_role;
