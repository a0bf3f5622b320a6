--liquibase formatted sql

--changeset schemata:012-rollouts splitStatements:false
-- The runs of commands that write: who ran which, with which plan, and how it ended. One that was killed has no end.
create table rollouts (
  id bigint generated always as identity primary key,
  command text not null check (length(command) between 1 and 40),
  tag text unique check (tag ~ '^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$' and tag !~ '^rollout-\d+$'),
  login name not null default session_user,
  client_address inet default inet_client_addr(),
  client_user text check (length(client_user) <= 200),  -- of the operating system that ran the program
  plan_id text,
  backup_reference text check (length(backup_reference) <= 200),
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  outcome text check (outcome in ('done', 'failed'))
);

-- What each run did to a schema, and what the schema's history was after it: rollback goes back to it.
create table rollout_tenants (
  rollout_id bigint not null references rollouts (id) on delete cascade,
  schema_name text not null,
  tenant text not null,
  outcome text not null,
  changes text[] not null,  -- the names of those that were made
  milliseconds bigint not null,
  reason text,  -- why it did not do more
  blueprint text not null,
  blueprint_version text,  -- of blueprint_structures
  history jsonb,  -- the names and checksums of all applied changesets, in their order
  ended_at timestamptz not null default now(),
  primary key (rollout_id, schema_name)
);
create index rollout_tenants_by_schema on rollout_tenants (schema_name, rollout_id);

revoke all on rollouts, rollout_tenants from public, anon, authenticated, service_role;
alter table rollouts enable row level security;
alter table rollout_tenants enable row level security;
create policy "Nobody but migrate" on rollouts
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but migrate" on rollout_tenants
  for all to anon, authenticated, service_role using (false);
