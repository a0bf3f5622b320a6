--liquibase formatted sql

--changeset schemata:release_answer runOnChange:true splitStatements:false
-- Gives a key back whose request was refused: a refused call spends none.
create or replace function release_answer(
  p_function text, p_caller text, p_key text, p_request jsonb, out released boolean
)
language plpgsql security definer set search_path from current
as $$
begin
  delete from kept_answers
  where function = p_function and caller = p_caller and key = p_key and request = p_request and answer is null;
  released := found;
end
$$;
revoke all on function release_answer(text, text, text, jsonb) from public, anon, authenticated, service_role;
grant execute on function release_answer(text, text, text, jsonb) to schemata_functions;
