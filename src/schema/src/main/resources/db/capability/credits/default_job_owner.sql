--liquibase formatted sql

--changeset schemata:default_job_owner runOnChange:true splitStatements:false
-- For a product without jobs: no job has an owner, and credits are reserved for a reference. A product with jobs supplies
-- a job_owner of its own, which says whose a job is.
do $default$
begin
  if to_regprocedure('job_owner(uuid)') is null then
    create or replace function job_owner(p_job_id uuid) returns uuid
    language sql immutable set search_path from current
    as $$ select null::uuid $$;
    revoke all on function job_owner(uuid) from public, anon, authenticated, service_role;
  end if;
end
$default$;
