--liquibase formatted sql

--changeset schemata:005-blueprint_structures splitStatements:false
-- What a schema of a blueprint looks like to this very server when it has just been made, so that tenants can be
-- compared with it without making one. Written by migrate apply; a version stands for the blueprint's changes, the
-- server and how it is read, so that no two of them are mixed up.
create table blueprint_structures (
  blueprint text not null,
  version text not null,
  structure jsonb not null,
  made_at timestamptz not null default now(),
  primary key (blueprint, version)
);

revoke all on blueprint_structures from public, anon, authenticated, service_role;
alter table blueprint_structures enable row level security;
create policy "Nobody but migrate" on blueprint_structures
  for all to anon, authenticated, service_role using (false);
