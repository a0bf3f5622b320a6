--liquibase formatted sql

--changeset schemata:001-mode_config splitStatements:false
-- The modes whose rows may be linked, as the registry says; migrate keeps it so. Title, order and settings are the
-- product's own.
create table mode_config (
  mode text primary key check (char_length(mode) between 1 and 63),
  schema_name name not null,
  is_active boolean not null default true,
  title text,
  sort_order integer not null default 0,
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- What each of them lets be linked: a type, and where its rows are.
create table linkable_types (
  mode text not null references mode_config (mode) on delete cascade,
  type text not null,
  schema_name name not null,
  table_name name not null,
  key_column name not null,
  primary key (mode, type)
);

revoke all on mode_config, linkable_types from public, anon, authenticated, service_role;
alter table mode_config enable row level security;
alter table linkable_types enable row level security;
create policy "Users see which modes there are" on mode_config for select to authenticated using (true);
create policy "Users see what may be linked" on linkable_types for select to authenticated using (true);
grant select on mode_config, linkable_types to authenticated, service_role;
grant update (title, sort_order, settings) on mode_config to service_role;

create trigger tr_mode_config_updated before update on mode_config
  for each row execute function touch_updated_at();

--changeset schemata:001-link_types splitStatements:false
-- The link types that are more than a name: a symmetric one means the same both ways, a kept one outlives its ends.
-- Written by migrate, as configured; any other type has a direction and goes with either end.
create table link_types (
  link_type text primary key check (char_length(link_type) between 1 and 100),
  is_symmetric boolean not null,
  is_kept boolean not null
);

revoke all on link_types from public, anon, authenticated, service_role;
alter table link_types enable row level security;
create policy "Users see which link types there are" on link_types for select to authenticated using (true);
grant select on link_types to authenticated, service_role;
