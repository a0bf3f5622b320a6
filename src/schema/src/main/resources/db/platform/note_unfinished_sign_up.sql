--liquibase formatted sql

--changeset schemata:note_unfinished_sign_up runOnChange:true splitStatements:false
-- Puts a user on the list of those whose sign-up has to be finished in a tenant, or notes another failure.
create or replace function note_unfinished_sign_up(p_user_id uuid, p_schema_name text, p_reason text) returns void
language plpgsql set search_path from current
as $$
begin
  insert into unfinished_sign_ups (user_id, schema_name, reason) values (p_user_id, p_schema_name, p_reason)
  on conflict (user_id, schema_name) do update set
    reason = excluded.reason,
    failures = unfinished_sign_ups.failures + 1,
    last_failed_at = now();
end
$$;
revoke all on function note_unfinished_sign_up(uuid, text, text) from public, anon, authenticated, service_role;
