--liquibase formatted sql

--changeset schemata:claim_answer runOnChange:true splitStatements:false
-- Takes a key for a request: answers what was answered under it before, or null when the work is still to be done. The same
-- key with another request is refused, also while the first one is at work. For each that comes some that are too old go.
create or replace function claim_answer(
  p_function text, p_caller text, p_key text, p_request jsonb, out answer jsonb
)
language plpgsql security definer set search_path from current
as $$
declare
  known kept_answers;
begin
  delete from kept_answers where ctid = any (array(
    select ctid from kept_answers where created_at < now() - interval '30 days' limit 10 for update skip locked
  ));
  select * into known from kept_answers where function = p_function and caller = p_caller and key = p_key;
  if not found then
    insert into kept_answers (function, caller, key, request) values (p_function, p_caller, p_key, p_request)
    on conflict (function, caller, key) do nothing;
    select * into strict known from kept_answers where function = p_function and caller = p_caller and key = p_key;
  end if;
  if known.request <> p_request then
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
  end if;
  answer := known.answer;
end
$$;
revoke all on function claim_answer(text, text, text, jsonb) from public, anon, authenticated, service_role;
grant execute on function claim_answer(text, text, text, jsonb) to schemata_functions;
