--liquibase formatted sql

--changeset schemata:claim_credit_request runOnChange:true splitStatements:false
-- Takes an Idempotency-Key for a call about to be done: answers p_subject_id when the key is new, and what the first
-- call led to when this one repeats it. The same key with another request is refused. Of two calls at once the second
-- waits here until the first has ended.
create or replace function claim_credit_request(
  p_caller_id uuid, p_function text, p_key text, p_request jsonb, p_subject_id uuid
) returns uuid
language plpgsql set search_path from current
as $$
declare
  earlier credit_requests;
begin
  insert into credit_requests (caller_id, function, key, request, subject_id)
  values (p_caller_id, p_function, p_key, p_request, p_subject_id)
  on conflict on constraint credit_requests_once do nothing;
  if found then
    return p_subject_id;
  end if;

  select * into strict earlier from credit_requests
  where function = p_function and key = p_key
    and (caller_id = p_caller_id or (caller_id is null and p_caller_id is null));
  if earlier.request <> p_request then
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
  end if;
  return earlier.subject_id;
end
$$;
revoke all on function claim_credit_request(uuid, text, text, jsonb, uuid) from public;
