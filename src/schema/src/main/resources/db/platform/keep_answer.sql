--liquibase formatted sql

--changeset schemata:keep_answer runOnChange:true splitStatements:false
-- Keeps a call's answer for its repeats, and answers what is kept: of two such calls at once both get the first one's.
-- For each that comes some that are too old go.
create or replace function keep_answer(
  p_function text, p_caller text, p_key text, p_user_id uuid, p_request jsonb, p_answer jsonb, out answer jsonb
)
language plpgsql security definer set search_path from current
as $$
begin
  delete from kept_answers where ctid = any (array(
    select ctid from kept_answers where created_at < now() - interval '30 days' limit 10 for update skip locked
  ));
  insert into kept_answers (function, caller, key, user_id, request, answer)
  values (p_function, p_caller, p_key, p_user_id, p_request, p_answer)
  on conflict (function, caller, key) do nothing;
  answer := known_answer(p_function, p_caller, p_key, p_request);
exception
  when foreign_key_violation then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function keep_answer(text, text, text, uuid, jsonb, jsonb) from public, anon, authenticated, service_role;
grant execute on function keep_answer(text, text, text, uuid, jsonb, jsonb) to schemata_functions;
