--liquibase formatted sql

--changeset schemata:known_answer runOnChange:true splitStatements:false
-- What a call with this key was answered before, or null. The same key with another request is refused. Functions of the
-- version before call it; later ones call claim_answer.
create or replace function known_answer(
  p_function text, p_caller text, p_key text, p_request jsonb, out answer jsonb
)
language plpgsql security definer set search_path from current
as $$
declare
  known kept_answers;
begin
  select * into known from kept_answers where function = p_function and caller = p_caller and key = p_key;
  if known.request <> p_request then
    raise exception using errcode = 'SCU03', message = 'IDEMPOTENCY_MISMATCH';
  end if;
  answer := known.answer;
end
$$;
revoke all on function known_answer(text, text, text, jsonb) from public, anon, authenticated, service_role;
grant execute on function known_answer(text, text, text, jsonb) to schemata_functions;
