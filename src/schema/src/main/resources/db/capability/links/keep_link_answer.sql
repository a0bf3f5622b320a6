--liquibase formatted sql

--changeset schemata:keep_link_answer runOnChange:true splitStatements:false
-- Keeps the answer of a call whose key was claimed a moment ago, in the transaction of its work.
create or replace function keep_link_answer(p_user_id uuid, p_function text, p_key text, p_answer jsonb) returns void
language plpgsql security definer set search_path from current
as $$
begin
  update link_requests set answer = p_answer
  where function = p_function and key = p_key and user_id is not distinct from p_user_id;
end
$$;
revoke all on function keep_link_answer(uuid, text, text, jsonb) from public, anon, authenticated, service_role;
grant execute on function keep_link_answer(uuid, text, text, jsonb) to schemata_functions;
