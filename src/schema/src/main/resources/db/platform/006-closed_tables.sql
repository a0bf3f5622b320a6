--liquibase formatted sql

--changeset schemata:006-closed_history splitStatements:false
-- Liquibase's own tables were here first, with whatever the database gives away by default.
do $$
begin
  if to_regclass('databasechangelog') is not null then
    revoke all on databasechangelog, databasechangeloglock from public, anon, authenticated, service_role;
    alter table databasechangelog enable row level security;
    alter table databasechangeloglock enable row level security;
    create policy "Nobody but migrate" on databasechangelog
      for all to anon, authenticated, service_role using (false);
    create policy "Nobody but migrate" on databasechangeloglock
      for all to anon, authenticated, service_role using (false);
  end if;
end
$$;

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
