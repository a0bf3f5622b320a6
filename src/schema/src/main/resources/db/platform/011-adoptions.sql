--liquibase formatted sql

--changeset schemata:011-adoptions splitStatements:false
-- The schemas that migrate adopt is at work on or that can still be undone, and how far each is.
create table adoptions (
  schema_name text primary key,
  source_schema text not null,  -- where the tables were
  kept_schema text not null,  -- where they are since
  choices jsonb not null,  -- the options it was begun with, which its later steps keep to
  step text not null check (step in ('begun', 'set aside', 'made', 'adopted')),
  resting_functions text[] not null,  -- definitions of the trigger functions whose work others do now
  resting_triggers text[] not null,  -- statements that let the old tables' own triggers work again
  moved_extensions text[] not null,
  filled_tables text[] not null,  -- by changesets, so that nothing is copied into them
  kept_tables text[] not null,
  had_sign_up_trigger boolean not null,
  begun_at timestamptz not null default now(),
  adopted_at timestamptz
);

-- The tables whose rows are copied, with what was put into them.
create table adopted_tables (
  schema_name text not null references adoptions (schema_name) on delete cascade,
  table_name text not null,
  column_names text[] not null,
  rows bigint not null,
  checksum numeric not null,  -- of those columns, in UTC
  primary key (schema_name, table_name)
);

-- Who was there when an adoption began: everybody else is set up by its end.
create table adoption_users (
  schema_name text not null references adoptions (schema_name) on delete cascade,
  user_id uuid not null,
  primary key (schema_name, user_id)
);

revoke all on adoptions, adopted_tables, adoption_users from public, anon, authenticated, service_role;
alter table adoptions enable row level security;
alter table adopted_tables enable row level security;
alter table adoption_users enable row level security;
create policy "Nobody but migrate" on adoptions
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but migrate" on adopted_tables
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but migrate" on adoption_users
  for all to anon, authenticated, service_role using (false);
