--liquibase formatted sql

--changeset schemata:002-credit_reservations splitStatements:false
-- Credits set aside for a job or another piece of work: held, then closed exactly once as settled, released or expired.
-- The balances right after opening and closing are kept, so that a repeated call gets the answer of the first.
create table credit_reservations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references credit_accounts (user_id) on delete cascade,
  job_id uuid,
  reference text check (char_length(reference) between 1 and 200),
  amount integer not null check (amount between 1 and 1000000),
  state text not null default 'held' check (state in ('held', 'settled', 'released', 'expired')),
  final_amount integer,
  expires_at timestamptz not null,
  opened_at timestamptz not null default now(),
  opened_available integer not null,
  opened_held integer not null,
  closed_at timestamptz,
  closed_available integer,
  closed_held integer,
  constraint credit_reservations_job_or_reference check ((job_id is null) <> (reference is null)),
  constraint credit_reservations_final_amount check (
    case when state = 'settled' then final_amount is not null and final_amount between 0 and amount
         else final_amount is null end),
  constraint credit_reservations_closed check (
    (state = 'held') = (closed_at is null)
    and (closed_at is null) = (closed_available is null)
    and (closed_at is null) = (closed_held is null))
);
create index credit_reservations_user_state on credit_reservations (user_id, state, expires_at);
create unique index credit_reservations_one_open_per_job on credit_reservations (job_id) where state = 'held';

revoke all on credit_reservations from public, anon, authenticated, service_role;
alter table credit_reservations enable row level security;
create policy "Users read their own reservations" on credit_reservations
  for select to authenticated using (user_id = (select auth.uid()));

grant select on credit_reservations to authenticated, service_role;
