--liquibase formatted sql

--changeset schemata:004-kept_answers splitStatements:false
-- What a call across tenants was answered under its Idempotency-Key, for its repeat. Callers have keys of their own.
-- What is about a user goes with him, and nothing is kept for longer than 30 days.
create table kept_answers (
  function text not null,
  caller text not null,
  key text not null check (octet_length(key) between 1 and 255),
  user_id uuid references auth.users (id) on delete cascade,
  request jsonb not null,
  answer jsonb not null,
  created_at timestamptz not null default now(),
  primary key (function, caller, key)
);
create index kept_answers_user on kept_answers (user_id);
create index kept_answers_created on kept_answers (created_at);

revoke all on kept_answers from public, anon, authenticated, service_role, schemata_functions;
alter table kept_answers enable row level security;
