--liquibase formatted sql

--changeset schemata:save_draft runOnChange:true splitStatements:false
-- Keeps a prompt for a week under a token of which only the SHA-256 comes here: a new token, or, when p_adds, one that
-- has a draft the caller could claim or has claimed. p_caller_id is the verified user, or null for a visitor.
-- p_request_key is the SHA-256 of the call's Idempotency-Key and caller, or null; a repeat gets the first one's answer,
-- with the salt its token was made with. As in claim_draft, one plan serves all tokens.
create or replace function save_draft(
  p_caller_id uuid, p_session_token text, p_adds boolean, p_prompt text, p_template_id text, p_options text,
  p_request_key text, p_token_salt text,
  out draft_id uuid, out expires_at timestamptz, out token_salt text
)
language plpgsql security definer set search_path from current set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  draft draft_prompts;
  digest constant text := encode(sha256(convert_to(jsonb_build_object(
    'token', case when p_adds then p_session_token end,
    'prompt', p_prompt, 'templateId', p_template_id, 'options', p_options::jsonb)::text, 'UTF8')), 'hex');
begin
  if p_adds then
    perform lock_draft_token(p_session_token);
  end if;
  select * into draft from draft_prompts where request_key = p_request_key;
  if draft.id is null then
    if p_adds and not exists (
      select from draft_prompts where session_token = p_session_token and user_id is null and expires_at > now()
      union all
      select from draft_prompts where session_token = p_session_token and user_id = p_caller_id
    ) then
      raise exception using errcode = 'SCN03', message = 'DRAFT_NOT_FOUND';
    end if;
    insert into draft_prompts
      (session_token, prompt_text, template_id, options, request_key, request_digest, token_salt)
    values
      (p_session_token, p_prompt, p_template_id, coalesce(p_options, '{}')::jsonb, p_request_key,
       case when p_request_key is not null then digest end, p_token_salt)
    on conflict (request_key) where request_key is not null do nothing
    returning * into draft;
  end if;
  if draft.id is null then  -- the same call, a moment ago
    select * into strict draft from draft_prompts where request_key = p_request_key;
  end if;
  if draft.request_digest <> digest then
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
  end if;

  draft_id := draft.id;
  expires_at := draft.expires_at;
  token_salt := draft.token_salt;
end
$$;
revoke all on function save_draft(uuid, text, boolean, text, text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function save_draft(uuid, text, boolean, text, text, text, text, text) to schemata_functions;
