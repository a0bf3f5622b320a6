--liquibase formatted sql

--changeset schemata:006-notifications splitStatements:false
-- What a user is told. Written by the service; the user reads it, marks it as read and throws it away.
create table notifications (
  id bigint generated always as identity primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  type text not null,
  category text,
  title text not null,
  message text not null,
  data jsonb not null default '{}',
  is_read boolean not null default false,
  read_at timestamptz,
  created_at timestamptz not null default now()
);
create index idx_notifications_user on notifications (user_id, created_at desc);
create index idx_notifications_unread on notifications (user_id) where not is_read;

revoke all on notifications, notifications_id_seq from public, anon, authenticated, service_role;
alter table notifications enable row level security;
create policy "Users manage their own notifications" on notifications
  for all to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

grant select, delete, update (is_read, read_at) on notifications to authenticated;
grant select, insert, update, delete on notifications to service_role;
