--liquibase formatted sql

--changeset schemata:003-link_requests splitStatements:false
-- What a call was answered under its Idempotency-Key, for its repeat; users have keys of their own, and the service has.
-- A user's go with him, and nothing is kept for longer than 30 days.
create table link_requests (
  function text not null,
  user_id uuid references auth.users (id) on delete cascade,
  key text not null check (octet_length(key) between 1 and 255),
  request jsonb not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  constraint link_requests_once unique nulls not distinct (function, key, user_id)
);
create index link_requests_user on link_requests (user_id);
create index link_requests_created on link_requests (created_at);

revoke all on link_requests from public, anon, authenticated, service_role;
alter table link_requests enable row level security;
-- No policy and no grant: only claim_link_request and keep_link_answer look here.

--changeset schemata:003-link_answer splitStatements:false
-- A link as the functions answer it.
create type link_answer as (
  link_id uuid,
  source_mode text, source_type text, source_id uuid,
  target_mode text, target_type text, target_id uuid,
  link_type text,
  confidence double precision,
  metadata text,
  created_at timestamptz,
  source_deleted_at timestamptz,
  target_deleted_at timestamptz,
  created boolean
);
