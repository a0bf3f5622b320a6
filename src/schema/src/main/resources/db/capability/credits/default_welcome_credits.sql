--liquibase formatted sql

--changeset schemata:default_welcome_credits runOnChange:true splitStatements:false
-- For a product that gives new users nothing where the tenant's settings do not say otherwise. A product that does supplies
-- a welcome_credits of its own.
do $default$
begin
  if to_regprocedure('welcome_credits()') is null then
    create or replace function welcome_credits() returns integer
    language sql immutable set search_path from current
    as $$ select 0 $$;
    revoke all on function welcome_credits() from public, anon, authenticated, service_role;
  end if;
end
$default$;
