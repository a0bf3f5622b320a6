--liquibase formatted sql

--changeset schemata:note_missed_sign_up runOnChange:true splitStatements:false
-- Notes a user that nothing could be done for, or warns when that cannot be written either. Never fails.
create or replace function note_missed_sign_up(p_user_id uuid, p_reason text) returns void
language plpgsql set search_path from current
as $$
begin
  insert into missed_sign_ups (user_id, reason) values (p_user_id, p_reason)
  on conflict (user_id) do update set reason = excluded.reason, missed_at = now();
exception
  when others or query_canceled or assert_failure then
    raise warning 'schemata: the sign-up of % is not finished (%), and cannot be noted: %', p_user_id, p_reason, sqlerrm;
end
$$;
revoke all on function note_missed_sign_up(uuid, text) from public, anon, authenticated, service_role;
