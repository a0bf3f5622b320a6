--liquibase formatted sql

--changeset schemata:claim_credit_request runOnChange:true splitStatements:false
-- Takes an Idempotency-Key for a call about to be done on a user's credits, whose account is locked: answers p_subject_id
-- when the key is new, and what the first call led to when this one repeats it. The same key with another request is
-- refused. Without a user there is nothing to do, and the key is only compared. Of two calls at once the second waits
-- here until the first has ended.
create or replace function claim_credit_request(
  p_caller_id uuid, p_user_id uuid, p_function text, p_key text, p_request jsonb, p_subject_id uuid
) returns uuid
language plpgsql set search_path from current
as $$
declare
  earlier credit_requests;
begin
  if p_user_id is not null then
    insert into credit_requests (caller_id, function, key, user_id, request, subject_id)
    values (p_caller_id, p_function, p_key, p_user_id, p_request, p_subject_id)
    on conflict on constraint credit_requests_once do nothing;
    if found then
      return p_subject_id;
    end if;
  end if;

  select * into earlier from credit_requests
  where function = p_function and key = p_key
    and (caller_id = p_caller_id or (caller_id is null and p_caller_id is null));
  if earlier.request <> p_request then
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
  end if;
  return coalesce(earlier.subject_id, p_subject_id);
end
$$;
revoke all on function claim_credit_request(uuid, uuid, text, text, jsonb, uuid) from public, anon, authenticated, service_role;
