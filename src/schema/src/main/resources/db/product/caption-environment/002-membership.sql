--liquibase formatted sql

--changeset schemata:002-membership splitStatements:false
-- Users see their own organisation and its people. Who belongs where, and as what, is the service's to say.
create policy "Users see the organisation they are in" on tenants
  for select to authenticated using (id = (select own_tenant()));
create policy "Owners and admins change their organisation" on tenants
  for update to authenticated
  using (id = (select own_tenant()) and (select own_role()) in ('owner', 'admin'))
  with check (id = (select own_tenant()));
create policy "Users see themselves and the people of their organisation" on user_profiles
  for select to authenticated using (id = (select auth.uid()) or tenant_id = (select own_tenant()));
create policy "Users change what is said of themselves" on user_profiles
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));

grant select, update (name, settings) on tenants to authenticated;
grant select, insert, update, delete on tenants to service_role;
grant select, update (full_name, avatar_url) on user_profiles to authenticated;
grant select, insert, update, delete on user_profiles to service_role;
