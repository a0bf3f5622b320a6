--liquibase formatted sql

--changeset schemata:011-welcome_grants splitStatements:false
-- Who has had the welcome credits, for ever: each confirmed address once, under a hash that only this tenant's keys make, so
-- that the address is not kept and two tenants cannot be compared.
create table welcome_keys (
  inner_key bytea not null default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')),
  outer_key bytea not null default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')),
  only_row boolean primary key default true check (only_row)
);
insert into welcome_keys default values;

create table welcome_grants (
  identity_digest bytea primary key,
  granted_at timestamptz not null default now()
);

revoke all on welcome_keys, welcome_grants from public, anon, authenticated, service_role;
alter table welcome_keys enable row level security;
alter table welcome_grants enable row level security;
create policy "Nobody but the functions here" on welcome_keys
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but the functions here" on welcome_grants
  for all to anon, authenticated, service_role using (false);
