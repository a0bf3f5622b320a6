--liquibase formatted sql

--changeset schemata:003-closed_draft_claims splitStatements:false
-- Row level security without a policy lets nobody in, which may be meant or forgotten: here it is meant.
create policy "Nobody but the functions here" on draft_claims
  for all to anon, authenticated, service_role using (false);
