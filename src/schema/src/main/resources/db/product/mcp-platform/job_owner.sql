--liquibase formatted sql

--changeset schemata:job_owner runOnChange:true splitStatements:false
-- What costs credits here is a session: whose it is, or null where there is none of that id.
create or replace function job_owner(p_job_id uuid) returns uuid
language plpgsql stable set search_path from current
as $$
begin
  return (select user_id from sessions where id = p_job_id);
end
$$;
revoke all on function job_owner(uuid) from public, anon, authenticated, service_role;
