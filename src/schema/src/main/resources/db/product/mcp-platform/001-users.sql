--liquibase formatted sql

--changeset schemata:001-users splitStatements:false
-- Accounts and profiles of the platform's users, and what they subscribe to.
create table users (
  id uuid primary key references auth.users (id) on delete cascade,
  name text check (char_length(name) between 1 and 200),
  avatar_url text,
  is_active boolean not null default true,
  preferences jsonb not null default '{}' check (jsonb_typeof(preferences) = 'object'),
  stripe_customer_id text unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  plan text not null check (plan in ('free', 'pro', 'team', 'enterprise')),
  status text not null check (status in ('trialing', 'active', 'past_due', 'paused', 'cancelled', 'expired')),
  stripe_subscription_id text unique,
  current_period_start timestamptz not null,
  current_period_end timestamptz not null,
  cancel_at_period_end boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint subscriptions_period check (current_period_end > current_period_start)
);
create unique index subscriptions_one_running on subscriptions (user_id)
  where status in ('trialing', 'active', 'past_due', 'paused');
create index idx_subscriptions_user on subscriptions (user_id, created_at desc);

revoke all on users, subscriptions from public, anon, authenticated, service_role;
alter table users enable row level security;
alter table subscriptions enable row level security;
create policy "Users read their own account" on users
  for select to authenticated using (id = (select auth.uid()));
create policy "Users change their own account" on users
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));
create policy "Users read their own subscriptions" on subscriptions
  for select to authenticated using (user_id = (select auth.uid()));

-- Whether an account is active, and what it pays, is the service's to say.
grant select, update (name, avatar_url, preferences) on users to authenticated;
grant select on subscriptions to authenticated;
grant select, insert, update, delete on users, subscriptions to service_role;

create trigger tr_users_updated before update on users
  for each row execute function touch_updated_at();
create trigger tr_subscriptions_updated before update on subscriptions
  for each row execute function touch_updated_at();
