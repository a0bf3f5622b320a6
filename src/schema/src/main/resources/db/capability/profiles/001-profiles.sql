--liquibase formatted sql

--changeset schemata:001-profiles splitStatements:false
-- What the product knows of a user beyond Supabase's auth.users.
create table profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  display_name text,
  avatar_url text,
  notification_prefs jsonb not null default '{"job_complete": true, "job_failed": true}',
  stripe_customer_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_profiles_stripe on profiles (stripe_customer_id);

revoke all on profiles from public, anon, authenticated, service_role;
alter table profiles enable row level security;
create policy "Users read their own profile" on profiles
  for select to authenticated using (id = (select auth.uid()));
create policy "Users change their own profile" on profiles
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));

-- The customer number belongs to billing: users may not write it.
grant select, update (display_name, avatar_url, notification_prefs) on profiles to authenticated;
grant select, insert, update, delete on profiles to service_role;

create trigger tr_profiles_updated before update on profiles
  for each row execute function touch_updated_at();
