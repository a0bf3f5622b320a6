--liquibase formatted sql

--changeset schemata:welcome_digest runOnChange:true splitStatements:false
-- What is kept of an identity: its keyed hash, as HMAC nests two (RFC 2104) with two keys of their own.
create or replace function welcome_digest(p_identity text) returns bytea
language sql stable set search_path from current
as $$ select sha256(outer_key || sha256(inner_key || convert_to(p_identity, 'UTF8'))) from welcome_keys $$;
revoke all on function welcome_digest(text) from public, anon, authenticated, service_role;
