--liquibase formatted sql

--changeset schemata:013-moves splitStatements:false
-- The moves of a schema into another that are under way, or can still be taken back.
create table moves (
  target_schema text primary key,
  source_schema text not null unique check (source_schema <> target_schema),
  way text not null check (way in ('in place', 'copy')),
  phase text not null check (phase in ('copying', 'copied', 'moved', 'taken back')),
  made text[] not null,  -- in place: the statements that take the old names away
  functions jsonb not null,  -- by name: the definitions that spelled the old schema's name, before and after
  begun_at timestamptz not null default now(),
  moved_at timestamptz,
  keep_until timestamptz  -- copy: the old tables stay until then
);

-- The tables that a move copies, and how far each is.
create table moved_tables (
  target_schema text not null references moves (target_schema) on delete cascade,
  table_name text not null,
  last_key jsonb,  -- of the last row that is copied
  rows bigint not null default 0,
  is_copied boolean not null default false,
  primary key (target_schema, table_name)
);

-- The keys of rows that were written since they may have been copied: in the source until it has moved, in the target after it.
create table changed_rows (
  number bigint generated always as identity primary key,
  target_schema text not null,
  table_name text not null,
  row_key jsonb  -- null: all of the table
);
create index changed_rows_by_table on changed_rows (target_schema, table_name);

revoke all on moves, moved_tables, changed_rows from public, anon, authenticated, service_role;
alter table moves enable row level security;
alter table moved_tables enable row level security;
alter table changed_rows enable row level security;
create policy "Nobody but migrate" on moves
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but migrate" on moved_tables
  for all to anon, authenticated, service_role using (false);
create policy "Nobody but migrate" on changed_rows
  for all to anon, authenticated, service_role using (false);
