--liquibase formatted sql

--changeset schemata:002-sessions splitStatements:false
-- A user's conversations with the platform, and what is known in each.
create table sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references users (id) on delete cascade,
  title text check (char_length(title) between 1 and 500),
  status text not null default 'active' check (status in ('active', 'completed', 'archived')),
  context jsonb not null default '{}' check (jsonb_typeof(context) = 'object'),
  message_count integer not null default 0 check (message_count >= 0),
  total_tokens bigint not null default 0 check (total_tokens >= 0),
  last_activity_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sessions_of_user unique (user_id, id)
);
create index idx_sessions_user on sessions (user_id, last_activity_at desc);

revoke all on sessions from public, anon, authenticated, service_role;
alter table sessions enable row level security;
create policy "Users manage their own sessions" on sessions
  for all to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

grant select, delete, insert (id, user_id, title, context), update (title, status, context) on sessions to authenticated;
grant select, insert, update, delete on sessions to service_role;

create trigger tr_sessions_updated before update on sessions
  for each row execute function touch_updated_at();
