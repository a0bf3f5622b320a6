--liquibase formatted sql

--changeset schemata:001-tenants splitStatements:false
-- The organisations that caption videos here, and who is in them.
create table tenants (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 200),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 100),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  storage_quota_bytes bigint not null default 107374182400 check (storage_quota_bytes >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create type profile_role as enum ('owner', 'admin', 'member', 'viewer');

create table user_profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  tenant_id uuid references tenants (id) on delete set null,  -- null: nobody has taken him in yet
  role profile_role not null default 'member',
  full_name text check (char_length(full_name) between 1 and 200),
  avatar_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_user_profiles_tenant on user_profiles (tenant_id);

revoke all on tenants, user_profiles from public, anon, authenticated, service_role;
alter table tenants enable row level security;
alter table user_profiles enable row level security;

create trigger tr_tenants_updated before update on tenants
  for each row execute function touch_updated_at();
create trigger tr_user_profiles_updated before update on user_profiles
  for each row execute function touch_updated_at();
