--liquibase formatted sql

--changeset schemata:006-known_draft_tokens splitStatements:false
-- What functions of before have claimed and saved since 005-known_draft_tokens, waiting for those that are at work.
do $$
begin
  lock table draft_prompts in share mode;
  insert into claimed_draft_tokens (session_token, user_id, claimed_at)
  select distinct on (session_token) session_token, user_id, updated_at
  from draft_prompts where user_id is not null
  order by session_token, updated_at, user_id
  on conflict do nothing;
  insert into draft_requests (key, digest, draft_id, expires_at, token_salt, created_at)
  select request_key, request_digest, id, expires_at, token_salt, created_at
  from draft_prompts where request_key is not null
  on conflict do nothing;
end
$$;
