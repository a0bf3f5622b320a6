--liquibase formatted sql

--changeset schemata:006-closed_tables splitStatements:false
-- Row level security without a policy lets nobody in, which may be meant or forgotten: here it is meant.
create policy "Nobody but the functions here" on enrolled_tenants
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but the functions here" on sign_up_trigger
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but the functions here" on unfinished_sign_ups
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but the functions here" on kept_answers
  for all to anon, authenticated, service_role using (false);
