--liquibase formatted sql

--changeset schemata:delete_drafts runOnChange:true splitStatements:false
-- Deletes those of the drafts that are the caller's: of a token, which comes as its SHA-256, or, without one, of all that the
-- user has claimed. Answers the ids of what it has deleted; a repeat with the key gets the first call's answer. Of a claim
-- at the same time, either comes first.
create or replace function delete_drafts(
  p_caller_id uuid, p_session_token text, p_draft_ids uuid[], p_request_key text, out deleted_ids uuid[]
)
language plpgsql security definer set search_path from current set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  request draft_requests;
begin
  request.key := p_request_key;
  request.digest := encode(sha256(convert_to(jsonb_build_object(
    'token', p_session_token, 'draftIds', p_draft_ids)::text, 'UTF8')), 'hex');
  if p_session_token is not null then
    perform lock_draft_token(p_session_token);
  end if;
  request := claim_draft_request(request);
  if request.created_at is null then  -- the first call
    with deleted as (
      delete from draft_prompts
      where id = any (p_draft_ids)
        and (case when p_session_token is null then user_id = p_caller_id
                  else id in (select id from callers_drafts(p_caller_id, p_session_token)) end)
      returning id
    )
    select coalesce(array_agg(id order by array_position(p_draft_ids, id)), '{}') into request.deleted_ids from deleted;
    update draft_requests set deleted_ids = request.deleted_ids where key = p_request_key;
  end if;
  deleted_ids := request.deleted_ids;
end
$$;
revoke all on function delete_drafts(uuid, text, uuid[], text) from public, anon, authenticated, service_role;
grant execute on function delete_drafts(uuid, text, uuid[], text) to schemata_functions;
