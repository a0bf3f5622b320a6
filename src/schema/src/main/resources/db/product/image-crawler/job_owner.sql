--liquibase formatted sql

--changeset schemata:job_owner runOnChange:true splitStatements:false
-- Crawl jobs have numbers, so that none is found by an id here: credits are reserved for a reference.
create or replace function job_owner(p_job_id uuid) returns uuid
language sql immutable set search_path from current
as $$ select null::uuid $$;
revoke all on function job_owner(uuid) from public, anon, authenticated, service_role;
