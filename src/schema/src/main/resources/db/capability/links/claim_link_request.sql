--liquibase formatted sql

--changeset schemata:claim_link_request runOnChange:true splitStatements:false
-- Takes an Idempotency-Key for a call about to be done: answers null when it is new, or there is none, and the first
-- call's answer when this one repeats it. The same key with another request is refused. Of two calls at once the second
-- waits here until the first has ended. For each that comes some that are too old go.
create or replace function claim_link_request(p_user_id uuid, p_function text, p_key text, p_request jsonb) returns jsonb
language plpgsql security definer set search_path from current
as $$
declare
  earlier link_requests;
begin
  if p_key is null then
    return null;
  end if;
  delete from link_requests where ctid = any (array(
    select ctid from link_requests where created_at < now() - interval '30 days' limit 10 for update skip locked
  ));
  insert into link_requests (user_id, function, key, request) values (p_user_id, p_function, p_key, p_request)
  on conflict on constraint link_requests_once do nothing;
  if found then
    return null;
  end if;
  select * into earlier from link_requests
  where function = p_function and key = p_key and user_id is not distinct from p_user_id;
  if earlier.request <> p_request then
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
  end if;
  return earlier.answer;
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function claim_link_request(uuid, text, text, jsonb) from public, anon, authenticated, service_role;
grant execute on function claim_link_request(uuid, text, text, jsonb) to schemata_functions;
