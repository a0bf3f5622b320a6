--liquibase formatted sql

--changeset schemata:012-known_welcome_grants splitStatements:false
-- Those who had them before addresses were counted, and with functions of before, waiting for those that are at work.
do $$
begin
  lock table credit_requests in share mode;
  insert into welcome_grants (identity_digest)
  select distinct welcome_digest(identity)
  from credit_requests, welcome_identity(user_id) as identity
  where function = 'new-user' and identity is not null
  on conflict do nothing;
end
$$;
