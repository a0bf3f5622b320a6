--liquibase formatted sql

--changeset schemata:013-moves splitStatements:false
-- The moves of a schema into another that can still be taken back.
create table moves (
  target_schema text primary key,
  source_schema text not null unique check (source_schema <> target_schema),
  made text[] not null,  -- the statements that take the old names away
  functions jsonb not null,  -- by name: the definitions that spelled the old schema's name, before and after
  moved_at timestamptz not null default now()
);

revoke all on moves from public, anon, authenticated, service_role;
alter table moves enable row level security;
create policy "Nobody but migrate" on moves
  for all to anon, authenticated, service_role using (false);
