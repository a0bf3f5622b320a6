--liquibase formatted sql

--changeset schemata:005-claimed_draft_tokens splitStatements:false
-- The user a token belongs to from its first claim on: what is saved under it later is theirs, and nobody else can claim
-- it. When the user is deleted, the token stays nobody's for another 30 days.
create table claimed_draft_tokens (
  session_token text primary key
    constraint claimed_draft_tokens_session_token_is_a_hash check (session_token ~ '^[0-9a-f]{64}$'),
  user_id uuid references auth.users (id) on delete set null,
  claimed_at timestamptz not null default now(),
  left_at timestamptz
);
create index claimed_draft_tokens_user on claimed_draft_tokens (user_id);
create index claimed_draft_tokens_left on claimed_draft_tokens (left_at) where left_at is not null;
revoke all on claimed_draft_tokens from public, anon, authenticated, service_role;
alter table claimed_draft_tokens enable row level security;
create policy "Nobody but the functions here" on claimed_draft_tokens
  for all to anon, authenticated, service_role using (false);

--changeset schemata:005-draft_requests splitStatements:false
-- What a call of save-draft was answered under its Idempotency-Key, for a repeat within 30 days, whatever has become of the
-- draft: the key and what was asked for, each as a SHA-256, and the salt its token was made with. The columns of the same
-- names in draft_prompts are not used any more.
create table draft_requests (
  key text primary key constraint draft_requests_key_is_a_hash check (key ~ '^[0-9a-f]{64}$'),
  digest text not null,
  draft_id uuid not null,
  expires_at timestamptz not null,
  token_salt text,
  created_at timestamptz not null default now()
);
create index draft_requests_old on draft_requests (created_at);
revoke all on draft_requests from public, anon, authenticated, service_role;
alter table draft_requests enable row level security;
create policy "Nobody but the functions here" on draft_requests
  for all to anon, authenticated, service_role using (false);

-- The drafts that a claim was answered with, for its repeat; null of a claim before this change.
alter table draft_claims add column draft_ids uuid[];

--changeset schemata:005-known_draft_tokens splitStatements:false
-- What was claimed and asked for until now; 006-known_draft_tokens adds what comes while functions are replaced.
insert into claimed_draft_tokens (session_token, user_id, claimed_at)
select distinct on (session_token) session_token, user_id, updated_at
from draft_prompts where user_id is not null
order by session_token, updated_at, user_id
on conflict do nothing;
insert into draft_requests (key, digest, draft_id, expires_at, token_salt, created_at)
select request_key, request_digest, id, expires_at, token_salt, created_at
from draft_prompts where request_key is not null
on conflict do nothing;
