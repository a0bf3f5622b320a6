--liquibase formatted sql

--changeset schemata:005-api_keys splitStatements:false
-- Keys for programs. Only the hash of a key is kept; what it is allowed and how often it was used is the service's.
create table api_keys (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 200),
  status text not null default 'active' check (status in ('active', 'revoked', 'expired')),
  permissions jsonb not null default '[]' check (jsonb_typeof(permissions) = 'array'),
  rate_limit_per_minute integer not null default 60 check (rate_limit_per_minute > 0),
  usage_count bigint not null default 0 check (usage_count >= 0),
  key_hash text not null unique,
  key_prefix text not null,
  last_used_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_api_keys_user on api_keys (user_id);

revoke all on api_keys from public, anon, authenticated, service_role;
alter table api_keys enable row level security;
create policy "Users read their own keys" on api_keys
  for select to authenticated using (user_id = (select auth.uid()));
create policy "Users make keys of their own" on api_keys
  for insert to authenticated with check (user_id = (select auth.uid()));
create policy "Users throw their own keys away" on api_keys
  for delete to authenticated using (user_id = (select auth.uid()));
create policy "Users rename and revoke their own keys, and what is revoked stays so" on api_keys
  for update to authenticated using (user_id = (select auth.uid()) and status = 'active')
  with check (user_id = (select auth.uid()) and status in ('active', 'revoked'));

grant select (id, user_id, name, status, permissions, rate_limit_per_minute, usage_count, key_prefix, last_used_at,
              expires_at, created_at, updated_at), delete,
      insert (user_id, name, key_hash, key_prefix, expires_at), update (name, status)
  on api_keys to authenticated;
grant select, insert, update, delete on api_keys to service_role;

create trigger tr_api_keys_updated before update on api_keys
  for each row execute function touch_updated_at();
