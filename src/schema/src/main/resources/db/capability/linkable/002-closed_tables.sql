--liquibase formatted sql

--changeset schemata:002-closed_tables splitStatements:false
-- Row level security without a policy lets nobody in, which may be meant or forgotten: here it is meant.
create policy "Nobody but the functions here" on link_membership
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but the functions here" on linkable_types
  for all to anon, authenticated, service_role using (false);
