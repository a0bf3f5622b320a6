--liquibase formatted sql

--changeset schemata:act_as runOnChange:true splitStatements:false
-- Makes the rest of this transaction run as the caller, so that row level security decides, as PostgREST does it.
-- A role outside the list, and null above all, is refused: a null role would leave the login role in place.
create or replace function act_as(p_role text, p_claims jsonb) returns void
language plpgsql security invoker set search_path from current
as $$
begin
  if p_role is null or p_role not in ('anon', 'authenticated', 'service_role') or p_claims is null then
    raise exception using errcode = 'SCF01', message = 'FORBIDDEN';
  end if;
  perform set_config('request.jwt.claims', p_claims::text, true);
  perform set_config('request.jwt.claim.sub', '', true);
  perform set_config('role', p_role, true);
end
$$;
revoke all on function act_as(text, jsonb) from public, anon, authenticated, service_role;
grant execute on function act_as(text, jsonb) to schemata_functions;
