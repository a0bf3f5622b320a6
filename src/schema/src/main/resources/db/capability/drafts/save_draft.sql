--liquibase formatted sql

--changeset schemata:save_draft runOnChange:true splitStatements:false
-- Keeps a prompt for a week under a token of which only the SHA-256 comes here: a new token, or, when p_adds, one that
-- has a draft the caller could claim, or that the caller has claimed: then the draft is theirs at once. p_caller_id is the
-- verified user, or null for a visitor. p_request_key is the SHA-256 of the call's Idempotency-Key and caller, or null; a
-- repeat gets the first call's answer, with the salt its token was made with. As in claim_draft, one plan serves all tokens.
create or replace function save_draft(
  p_caller_id uuid, p_session_token text, p_adds boolean, p_prompt text, p_template_id text, p_options text,
  p_request_key text, p_token_salt text,
  out draft_id uuid, out expires_at timestamptz, out token_salt text
)
language plpgsql security definer set search_path from current set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  answer draft_requests;
  owner claimed_draft_tokens;
  is_claimable boolean;
begin
  answer.key := p_request_key;
  answer.digest := encode(sha256(convert_to(jsonb_build_object(
    'token', case when p_adds then p_session_token end,
    'prompt', p_prompt, 'templateId', p_template_id, 'options', p_options::jsonb)::text, 'UTF8')), 'hex');
  answer.draft_id := gen_random_uuid();
  answer.expires_at := now() + interval '7 days';
  answer.token_salt := p_token_salt;
  if p_adds then
    perform lock_draft_token(p_session_token);
  end if;
  answer := claim_draft_request(answer);
  if answer.created_at is null then  -- the first call
    if p_adds then
      select * into owner from claimed_draft_tokens where session_token = p_session_token;
      -- Looked for in any case, so that the same pages are read for a token of somebody else's.
      is_claimable := exists (
        select from draft_prompts where session_token = p_session_token and user_id is null and expires_at > now());
      if (case when owner.session_token is null then not is_claimable
               else coalesce(owner.user_id <> p_caller_id, true) end)
      then
        raise exception using errcode = 'SCN03', message = 'DRAFT_NOT_FOUND';
      end if;
    end if;
    insert into draft_prompts (id, session_token, user_id, prompt_text, template_id, options, expires_at)
    values (answer.draft_id, p_session_token, owner.user_id, p_prompt, p_template_id,
      coalesce(p_options, '{}')::jsonb, answer.expires_at);
  end if;

  draft_id := answer.draft_id;
  expires_at := answer.expires_at;
  token_salt := answer.token_salt;
exception
  when foreign_key_violation then  -- the token's owner has just gone
    raise exception using errcode = 'SCN03', message = 'DRAFT_NOT_FOUND';
end
$$;
revoke all on function save_draft(uuid, text, boolean, text, text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function save_draft(uuid, text, boolean, text, text, text, text, text) to schemata_functions;
