--liquibase formatted sql

--changeset schemata:lock_draft_token runOnChange:true splitStatements:false
-- Saving and claiming under one token queue here, until their transaction ends. Tokens share 256 places, so that a
-- visitor who writes many at once cannot fill the server's table of locks.
create or replace function lock_draft_token(p_session_token text) returns void
language plpgsql set search_path from current
as $$
begin
  perform pg_advisory_xact_lock('draft_prompts'::regclass::oid::integer, hashtext(p_session_token) & 255);
end
$$;
revoke all on function lock_draft_token(text) from public, anon, authenticated, service_role;
