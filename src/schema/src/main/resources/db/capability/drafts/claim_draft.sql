--liquibase formatted sql

--changeset schemata:claim_draft runOnChange:true splitStatements:false
-- Makes every unexpired, unclaimed draft of a token the user's, and the token itself: what is saved under it later is
-- theirs too. Answers all they have of that token, oldest first; under an Idempotency-Key, what the first call was answered
-- and is still there. The token comes as its SHA-256. One that is unknown, expired or somebody else's is not found, and
-- nothing tells which: one plan serves all tokens, so that no statistics make one slower than another.
create or replace function claim_draft(p_user_id uuid, p_session_token text, p_key text)
returns table (
  draft_id uuid, prompt text, template_id text, options text, created_at timestamptz, expires_at timestamptz
)
language plpgsql security definer set search_path from current set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  claim draft_claims;
  owner claimed_draft_tokens;
  taken uuid[];
begin
  perform lock_draft_token(p_session_token);
  if p_key is not null then
    insert into draft_claims (user_id, key, session_token) values (p_user_id, p_key, p_session_token)
    on conflict (user_id, key) do nothing;
    select * into strict claim from draft_claims where user_id = p_user_id and key = p_key;
    if claim.session_token <> p_session_token then
      raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
    end if;
  end if;

  select * into owner from claimed_draft_tokens where session_token = p_session_token;
  update draft_prompts set user_id = p_user_id
  where session_token = p_session_token and user_id is null and expires_at > now()
    -- Asked of each row, so that the same pages are read for a token of somebody else's.
    and (owner.session_token is null or owner.user_id = p_user_id or id is null);
  if found and owner.session_token is null then
    insert into claimed_draft_tokens (session_token, user_id) values (p_session_token, p_user_id);
  end if;
  select array_agg(id) into taken from draft_prompts
  where session_token = p_session_token and user_id = p_user_id
    and (claim.draft_ids is null or id = any (claim.draft_ids));
  if taken is null then
    raise exception using errcode = 'SCN03', message = 'DRAFT_NOT_FOUND';
  end if;
  if claim.key is not null and claim.draft_ids is null then
    update draft_claims set draft_ids = taken where user_id = p_user_id and key = p_key;
  end if;
  return query
    select id, prompt_text, template_id, options::text, created_at, expires_at
    from draft_prompts
    where session_token = p_session_token and user_id = p_user_id and id = any (taken)
    order by created_at, id;
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function claim_draft(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function claim_draft(uuid, text, text) to schemata_functions;
