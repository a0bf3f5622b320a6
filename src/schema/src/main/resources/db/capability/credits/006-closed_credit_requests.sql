--liquibase formatted sql

--changeset schemata:006-closed_credit_requests splitStatements:false
-- Row level security without a policy lets nobody in, which may be meant or forgotten: here it is meant.
create policy "Nobody but the functions here" on credit_requests
  for all to anon, authenticated, service_role using (false);
