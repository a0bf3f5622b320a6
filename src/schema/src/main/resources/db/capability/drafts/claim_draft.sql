--liquibase formatted sql

--changeset schemata:claim_draft runOnChange:true splitStatements:false
-- Makes every unexpired, unclaimed draft of a token the user's, and answers all he has of that token, oldest first: the
-- same again when he repeats it. The token comes as its SHA-256. One that is unknown, expired or somebody else's is not
-- found, and nothing tells which: one plan serves all tokens, so that no statistics make one slower than another.
create or replace function claim_draft(p_user_id uuid, p_session_token text, p_key text)
returns table (
  draft_id uuid, prompt text, template_id text, options text, created_at timestamptz, expires_at timestamptz
)
language plpgsql security definer set search_path from current set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  perform lock_draft_token(p_session_token);
  if p_key is not null then
    insert into draft_claims (user_id, key, session_token) values (p_user_id, p_key, p_session_token)
    on conflict (user_id, key) do nothing;
    if not exists (
      select from draft_claims where user_id = p_user_id and key = p_key and session_token = p_session_token
    ) then
      raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
    end if;
  end if;

  update draft_prompts set user_id = p_user_id
  where session_token = p_session_token and user_id is null and expires_at > now();
  return query
    select id, prompt_text, template_id, options::text, created_at, expires_at
    from draft_prompts
    where session_token = p_session_token and user_id = p_user_id
    order by created_at, id;
  if not found then
    raise exception using errcode = 'SCN03', message = 'DRAFT_NOT_FOUND';
  end if;
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function claim_draft(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function claim_draft(uuid, text, text) to schemata_functions;
