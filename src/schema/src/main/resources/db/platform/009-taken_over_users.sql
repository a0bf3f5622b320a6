--liquibase formatted sql

--changeset schemata:009-taken_over_users splitStatements:false
-- The account that an anonymous user's drafts and credits go to, once chosen; has_shown_token: by the anonymous user's own
-- token, which says that they are one, and not by the service's word.
create table taken_over_users (
  previous_id uuid primary key references auth.users (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  has_shown_token boolean not null,
  taken_at timestamptz not null default now(),
  constraint taken_over_users_are_others check (user_id <> previous_id)
);
create index taken_over_users_user on taken_over_users (user_id);
revoke all on taken_over_users from public, anon, authenticated, service_role, schemata_functions;
alter table taken_over_users enable row level security;
create policy "Nobody but the functions here" on taken_over_users
  for all to anon, authenticated, service_role using (false);
