--liquibase formatted sql

--changeset schemata:keep_answer runOnChange:true splitStatements:false
-- Keeps a call's answer for its repeats, and answers what is kept: of two such calls at once both get the first one's. It is
-- deleted with the user it is about.
create or replace function keep_answer(
  p_function text, p_caller text, p_key text, p_user_id uuid, p_request jsonb, p_answer jsonb, out answer jsonb
)
language plpgsql security definer set search_path from current
as $$
begin
  insert into kept_answers as kept (function, caller, key, user_id, request, answer)
  values (p_function, p_caller, p_key, p_user_id, p_request, p_answer)
  on conflict (function, caller, key) do update set user_id = excluded.user_id, answer = excluded.answer
    where kept.answer is null and kept.request = excluded.request;
  answer := claim_answer(p_function, p_caller, p_key, p_request);
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function keep_answer(text, text, text, uuid, jsonb, jsonb) from public, anon, authenticated, service_role;
grant execute on function keep_answer(text, text, text, uuid, jsonb, jsonb) to schemata_functions;
