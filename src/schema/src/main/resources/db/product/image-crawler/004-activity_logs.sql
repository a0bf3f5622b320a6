--liquibase formatted sql

--changeset schemata:004-activity_logs splitStatements:false
-- What a user has done. Written by the service, read by the user.
create table activity_logs (
  id bigint generated always as identity primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  action text not null,
  resource_type text,
  resource_id text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index idx_activity_logs_user on activity_logs (user_id, created_at desc);

revoke all on activity_logs, activity_logs_id_seq from public, anon, authenticated, service_role;
alter table activity_logs enable row level security;
create policy "Users view their own activity" on activity_logs
  for select to authenticated using (user_id = (select auth.uid()));

grant select on activity_logs to authenticated;
grant select, insert, update, delete on activity_logs to service_role;
