--liquibase formatted sql

--changeset schemata:001-credit_accounts splitStatements:false
-- What a user may spend now, and what is set aside for work in progress. Every movement locks this row first,
-- so the movements of one user queue in one place; the checks are the last word on overspending.
create table credit_accounts (
  user_id uuid primary key references auth.users (id) on delete cascade,
  available integer not null default 0 check (available between 0 and 2000000000),
  held integer not null default 0 check (held >= 0),
  open_reservations integer not null default 0 check (open_reservations between 0 and 100),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint credit_accounts_room_for_holds check (available::bigint + held <= 2000000000)
) with (fillfactor = 50);  -- a hot row is updated in place

revoke all on credit_accounts from public, anon, authenticated, service_role;
alter table credit_accounts enable row level security;
create policy "Users read their own credit account" on credit_accounts
  for select to authenticated using (user_id = (select auth.uid()));

-- Nobody writes here but the functions of this capability.
grant select on credit_accounts to authenticated, service_role;
