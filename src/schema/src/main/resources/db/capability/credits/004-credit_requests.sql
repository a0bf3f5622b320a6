--liquibase formatted sql

--changeset schemata:004-credit_requests splitStatements:false
-- Which call an Idempotency-Key stood for and what it led to. The caller is a user, or null for the service; each has
-- keys of his own. Only calls that succeeded are here: a refused one wrote nothing and may be tried again.
-- What is remembered of a user's credits goes with him, whoever called.
create table credit_requests (
  caller_id uuid,
  function text not null,
  key text not null check (octet_length(key) between 1 and 255),
  user_id uuid not null references credit_accounts (user_id) on delete cascade,
  request jsonb not null,
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  constraint credit_requests_once unique nulls not distinct (caller_id, function, key),
  constraint credit_requests_own check (caller_id = user_id)
);
create index credit_requests_user on credit_requests (user_id);

revoke all on credit_requests from public, anon, authenticated, service_role;
alter table credit_requests enable row level security;
-- No policy and no grant: only the functions of this capability look here.
