--liquibase formatted sql

--changeset schemata:008-missed_sign_ups splitStatements:false
-- Whom the sign-up trigger could do nothing for, as its own tables could not be read or written: new-user sets them up
-- everywhere.
create table missed_sign_ups (
  user_id uuid primary key references auth.users (id) on delete cascade,
  reason text not null,
  missed_at timestamptz not null default now()
);
revoke all on missed_sign_ups from public, anon, authenticated, service_role, schemata_functions;
alter table missed_sign_ups enable row level security;
create policy "Nobody but the functions here" on missed_sign_ups
  for all to anon, authenticated, service_role using (false);
grant select on missed_sign_ups to service_role;
