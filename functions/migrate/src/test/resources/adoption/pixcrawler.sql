-- Eleven tables with the columns that the crawler's own application gives them, and what 20 users have put in.
create table profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  email varchar(255) not null unique,
  full_name varchar(100),
  avatar_url text,
  role varchar(20) not null default 'user',
  onboarding_completed boolean not null default false,
  onboarding_completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table projects (
  id serial primary key,
  name varchar(100) not null,
  description text,
  user_id uuid not null references profiles (id) on delete cascade,
  status varchar(20) not null default 'active',
  created_at timestamp not null default now(),
  updated_at timestamp not null default now()
);
create table crawl_jobs (
  id serial primary key,
  project_id integer not null references projects (id) on delete cascade,
  name varchar(100) not null,
  keywords jsonb not null,
  max_images integer not null default 1000,
  status varchar(20) not null default 'pending',
  progress integer not null default 0,
  total_images integer not null default 0,
  downloaded_images integer not null default 0,
  valid_images integer not null default 0,
  total_chunks integer not null default 0,
  active_chunks integer not null default 0,
  completed_chunks integer not null default 0,
  failed_chunks integer not null default 0,
  task_ids jsonb not null default '[]',
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table images (
  id serial primary key,
  crawl_job_id integer not null references crawl_jobs (id) on delete cascade,
  original_url text not null,
  filename varchar(255) not null,
  storage_url text,
  width integer,
  height integer,
  file_size integer,
  format varchar(10),
  hash varchar(64),
  is_valid boolean not null default true,
  is_duplicate boolean not null default false,
  labels jsonb,
  metadata jsonb,
  downloaded_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create table activity_logs (
  id serial primary key,
  user_id uuid references profiles (id) on delete cascade,
  action text not null,
  resource_type varchar(50),
  resource_id varchar(50),
  metadata jsonb,
  timestamp timestamptz not null default now()
);
create table api_keys (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references profiles (id) on delete cascade,
  name varchar(200) not null,
  key_hash varchar(255) not null unique,
  key_prefix varchar(20) not null,
  status varchar(20) not null default 'active',
  permissions jsonb not null default '[]',
  rate_limit integer not null default 1000,
  usage_count integer not null default 0,
  last_used_at timestamptz,
  last_used_ip varchar(45),
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table credit_accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references profiles (id) on delete cascade,
  current_balance integer not null default 0 check (current_balance >= 0),
  monthly_usage integer not null default 0,
  auto_refill_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table credit_transactions (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references credit_accounts (id) on delete cascade,
  user_id uuid not null references profiles (id) on delete cascade,
  type varchar(20) not null check (type in ('purchase', 'usage', 'refund', 'bonus')),
  description text not null,
  amount integer not null,
  balance_after integer not null,
  status varchar(20) not null default 'completed',
  metadata jsonb,
  created_at timestamptz not null default now()
);
create table notifications (
  id serial primary key,
  user_id uuid not null references profiles (id) on delete cascade,
  type varchar(50) not null,
  category varchar(50),
  title varchar(255) not null,
  message text not null,
  icon varchar(50),
  metadata jsonb,
  is_read boolean not null default false,
  read_at timestamptz,
  created_at timestamptz not null default now()
);
create table notification_preferences (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references profiles (id) on delete cascade,
  email_enabled boolean not null default true,
  push_enabled boolean not null default false,
  sms_enabled boolean not null default false,
  crawl_jobs_enabled boolean not null default true,
  datasets_enabled boolean not null default true,
  billing_enabled boolean not null default true,
  security_enabled boolean not null default true,
  marketing_enabled boolean not null default false,
  product_updates_enabled boolean not null default true,
  digest_frequency varchar(20) not null default 'daily',
  quiet_hours_start time,
  quiet_hours_end time,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table usage_metrics (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references profiles (id) on delete cascade,
  metric_date date not null,
  images_processed integer not null default 0,
  images_limit integer not null default 10000,
  storage_used_gb numeric(10, 2) not null default 0.00,
  api_calls integer not null default 0,
  created_at timestamptz not null default now(),
  unique (user_id, metric_date)
);

create function handle_new_user() returns trigger language plpgsql security definer as $$
begin
  insert into public.profiles (id, email, full_name) values (new.id, new.email, new.raw_user_meta_data ->> 'full_name');
  insert into public.credit_accounts (user_id, current_balance) values (new.id, 100);
  insert into public.notification_preferences (user_id) values (new.id);
  return new;
end
$$;
create trigger on_auth_user_created after insert on auth.users for each row execute function handle_new_user();
create function handle_updated_at() returns trigger language plpgsql as $$ begin new.updated_at = now(); return new; end $$;
create trigger set_updated_at before update on projects for each row execute function handle_updated_at();
create view active_projects as select * from projects where status = 'active';

insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data, created_at)
select md5('user ' || n)::uuid, 'user' || n || '@example.com', now(), jsonb_build_object('full_name', 'User ' || n),
  now() - interval '30 days'
from generate_series(1, 20) as n;
insert into credit_transactions (account_id, user_id, type, description, amount, balance_after, status, created_at)
select credit_accounts.id, user_id, type, type || ' of credits', amount, 0, status, now() - interval '9 days' + turn * interval '1 hour'
from credit_accounts
cross join (values (1, 'purchase', 50, 'completed'), (2, 'usage', 30, 'completed'), (3, 'purchase', 500, 'pending'),
  (4, 'bonus', 5, 'completed'), (5, 'refund', 3, 'completed')) as made (turn, type, amount, status);
update credit_accounts set current_balance = 128;
insert into projects (name, user_id) select 'Project ' || n, md5('user ' || n)::uuid from generate_series(1, 20) as n;
insert into crawl_jobs (project_id, name, keywords) select id, 'Crawl ' || id, '["cats"]' from projects;
insert into images (crawl_job_id, original_url, filename)
select crawl_jobs.id, 'https://example.com/' || n, n || '.jpg' from crawl_jobs cross join generate_series(1, 10) as n;
insert into activity_logs (user_id, action) select id, 'SIGN_IN' from profiles;
insert into activity_logs (user_id, action) values (null, 'CLEAN_UP');
insert into api_keys (user_id, name, key_hash, key_prefix) select id, 'Key', 'hash of ' || id, 'pk_' from profiles;
insert into notifications (user_id, type, title, message, metadata) select id, 'info', 'Hello', 'Welcome', '{"a": 1}' from profiles;
insert into usage_metrics (user_id, metric_date, storage_used_gb) select id, current_date, 1.5 from profiles;
update notification_preferences set crawl_jobs_enabled = false;
delete from projects where id = 20;
