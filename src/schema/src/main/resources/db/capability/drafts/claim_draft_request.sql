--liquibase formatted sql

--changeset schemata:claim_draft_request runOnChange:true splitStatements:false
-- Takes an Idempotency-Key for a call of save-draft that is about to be answered so: answers the same, without a time of
-- creation, when the key is new or there is none, and else what the first call was answered. The same key with another
-- request is refused. Of two calls at once the second waits here until the first has ended.
create or replace function claim_draft_request(p_answer draft_requests) returns draft_requests
language plpgsql set search_path from current
as $$
declare
  earlier draft_requests;
begin
  if p_answer.key is null then
    return p_answer;
  end if;
  insert into draft_requests (key, digest, draft_id, expires_at, token_salt)
  values (p_answer.key, p_answer.digest, p_answer.draft_id, p_answer.expires_at, p_answer.token_salt)
  on conflict (key) do nothing;
  if found then
    return p_answer;
  end if;
  select * into strict earlier from draft_requests where key = p_answer.key;
  if earlier.digest <> p_answer.digest then
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
  end if;
  return earlier;
end
$$;
revoke all on function claim_draft_request(draft_requests) from public, anon, authenticated, service_role;
