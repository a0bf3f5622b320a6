--liquibase formatted sql

--changeset schemata:job_owner runOnChange:true splitStatements:false
-- Whose job it is, or null where there is none: what the credits capability asks of a product that has jobs.
create or replace function job_owner(p_job_id uuid) returns uuid
language plpgsql stable set search_path from current
as $$
begin
  return (select user_id from jobs where id = p_job_id);
end
$$;
revoke all on function job_owner(uuid) from public, anon, authenticated, service_role;
