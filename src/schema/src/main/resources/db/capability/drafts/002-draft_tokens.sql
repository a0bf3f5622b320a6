--liquibase formatted sql

--changeset schemata:002-draft_tokens splitStatements:false
-- A draft belongs to whoever holds its token until somebody signs in with it. What a repeated call needs to get the
-- same answer: its key and what it asked for, each as a SHA-256, and the salt its token was made with.
alter table draft_prompts
  add column request_key text constraint draft_prompts_request_key_is_a_hash check (request_key ~ '^[0-9a-f]{64}$'),
  add column request_digest text,
  add column token_salt text,
  add constraint draft_prompts_request check ((request_key is null) = (request_digest is null)),
  add constraint draft_prompts_template_id_length check (char_length(template_id) between 1 and 200),
  -- As PostgreSQL writes it, with its spaces; the functions take 16 KiB as clients write it.
  add constraint draft_prompts_options_are_a_small_object check (
    jsonb_typeof(options) = 'object' and octet_length(options::text) <= 32768);
create unique index draft_prompts_request on draft_prompts (request_key) where request_key is not null;

-- A token's unclaimed drafts and a user's claimed ones are each one range of this index: where there are none, because
-- the token is unknown, expired or somebody else's, the same pages are read and no row.
drop index idx_draft_session;
create index idx_draft_session on draft_prompts (session_token, user_id, expires_at);

-- What is to be cleaned up, and nothing else.
drop index idx_draft_expires;
create index idx_draft_expires on draft_prompts (expires_at) where user_id is null;

-- Anybody may leave a draft with the client he has, and read nothing back.
create policy "Anybody leaves a draft that is nobody's yet" on draft_prompts
  for insert to anon, authenticated with check (user_id is null and request_key is null);
grant insert (session_token, prompt_text, template_id, options) on draft_prompts to anon, authenticated;

--changeset schemata:002-draft_claims splitStatements:false
-- Which token a claim's Idempotency-Key stood for; it goes with its user.
create table draft_claims (
  user_id uuid not null references auth.users (id) on delete cascade,
  key text not null check (octet_length(key) between 1 and 255),
  session_token text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
revoke all on draft_claims from public, anon, authenticated, service_role;
alter table draft_claims enable row level security;
-- No policy and no grant: only claim_draft looks here.
