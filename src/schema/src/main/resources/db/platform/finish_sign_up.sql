--liquibase formatted sql

--changeset schemata:finish_sign_up runOnChange:true splitStatements:false
-- What new-user has done for a user: takes them off the list for the schemas that are done, and puts them on it for those
-- that failed, each with its reason. When it has tried all enrolled ones, nothing is missed any more.
create or replace function finish_sign_up(p_user_id uuid, p_done text[], p_failed text[], p_reasons text[]) returns void
language plpgsql security definer set search_path from current
as $$
begin
  delete from unfinished_sign_ups where user_id = p_user_id and schema_name = any (p_done);
  update unfinished_sign_ups set last_failed_at = now() where user_id = p_user_id;  -- to the end of the queue
  perform note_unfinished_sign_up(p_user_id, failed.schema_name, failed.reason)
  from unnest(p_failed, p_reasons) as failed (schema_name, reason)
  order by failed.schema_name;
  update missed_sign_ups set missed_at = now() where user_id = p_user_id;
  delete from missed_sign_ups
  where user_id = p_user_id
    and not exists (select from enrolled_tenants where schema_name <> all (p_done || p_failed));
exception
  when foreign_key_violation then  -- the user has gone in the meantime, and what was unfinished with them
    null;
end
$$;
revoke all on function finish_sign_up(uuid, text[], text[], text[]) from public, anon, authenticated, service_role;
grant execute on function finish_sign_up(uuid, text[], text[], text[]) to schemata_functions;
