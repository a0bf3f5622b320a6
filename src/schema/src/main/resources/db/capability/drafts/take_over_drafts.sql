--liquibase formatted sql

--changeset schemata:take_over_drafts runOnChange:true splitStatements:false
-- Gives an anonymous user's drafts, and the tokens they have claimed, to an account; answers how many drafts. Who saves under
-- one of the tokens comes before or after. A repeat gives what has come since.
create or replace function take_over_drafts(p_user_id uuid, p_previous_id uuid) returns integer
language plpgsql set search_path from current
as $$
declare
  moved integer;
begin
  perform lock_draft_token(token)
  from (select min(session_token) as token, hashtext(session_token) & 255 as place
        from claimed_draft_tokens where user_id = p_previous_id group by place order by place) as places;
  update claimed_draft_tokens set user_id = p_user_id where user_id = p_previous_id;
  update draft_prompts set user_id = p_user_id where user_id = p_previous_id;
  get diagnostics moved = row_count;
  return moved;
end
$$;
revoke all on function take_over_drafts(uuid, uuid) from public, anon, authenticated, service_role;
