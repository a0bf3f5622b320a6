--liquibase formatted sql

--changeset schemata:welcome_credits runOnChange:true splitStatements:false
-- What a new user gets, where the tenant's settings do not say otherwise.
create or replace function welcome_credits() returns integer
language sql immutable set search_path from current
as $$ select 0 $$;
revoke all on function welcome_credits() from public, anon, authenticated, service_role;
