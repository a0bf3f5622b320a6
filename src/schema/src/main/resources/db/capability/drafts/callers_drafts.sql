--liquibase formatted sql

--changeset schemata:callers_drafts runOnChange:true splitStatements:false
-- The drafts of a token that the caller may see and delete: those they could claim, and those they have claimed. Null is a
-- visitor. As in claim_draft, the same pages are read for a token of somebody else's.
create or replace function callers_drafts(p_caller_id uuid, p_session_token text) returns setof draft_prompts
language sql stable set search_path from current
as $$
  select * from draft_prompts where session_token = p_session_token and user_id = p_caller_id
  union all
  select * from draft_prompts
  where session_token = p_session_token and user_id is null and expires_at > now()
    -- Asked of each row.
    and (id is null or not exists (
      select from claimed_draft_tokens owner
      where owner.session_token = p_session_token and (owner.user_id = p_caller_id) is not true))
$$;
revoke all on function callers_drafts(uuid, text) from public, anon, authenticated, service_role;
