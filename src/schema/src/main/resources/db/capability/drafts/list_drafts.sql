--liquibase formatted sql

--changeset schemata:list_drafts runOnChange:true splitStatements:false
-- Up to p_limit drafts, newest first, of those older than the place p_before: the caller's of a token, which comes as its
-- SHA-256, or, without one, all that the user has claimed.
create or replace function list_drafts(
  p_caller_id uuid, p_session_token text, p_before_micros bigint, p_before_id uuid, p_limit integer
) returns table (
  draft_id uuid, prompt text, template_id text, options text, created_at timestamptz, expires_at timestamptz
)
language plpgsql stable security definer set search_path from current set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  before constant timestamptz := coalesce(timestamptz 'epoch' + p_before_micros * interval '1 microsecond', 'infinity');
begin
  if p_session_token is not null then
    return query
      select id, prompt_text, template_id, options::text, created_at, expires_at
      from callers_drafts(p_caller_id, p_session_token)
      where (created_at, id) < (before, p_before_id)
      order by created_at desc, id desc limit p_limit;
  else
    return query
      select id, prompt_text, template_id, options::text, created_at, expires_at
      from draft_prompts
      where user_id = p_caller_id and (created_at, id) < (before, p_before_id)
      order by created_at desc, id desc limit p_limit;
  end if;
end
$$;
revoke all on function list_drafts(uuid, text, bigint, uuid, integer) from public, anon, authenticated, service_role;
grant execute on function list_drafts(uuid, text, bigint, uuid, integer) to schemata_functions;
