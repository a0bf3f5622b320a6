--liquibase formatted sql

--changeset schemata:001-notification_preferences splitStatements:false
-- What a user wants to be told, how, and when not: one row a user, made with his sign-up.
create table notification_preferences (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email_notifications boolean not null default true,
  push_notifications boolean not null default false,
  sms_notifications boolean not null default false,
  job_notifications boolean not null default true,
  billing_notifications boolean not null default true,
  security_notifications boolean not null default true,
  product_updates boolean not null default true,
  marketing boolean not null default false,
  digest_frequency text not null default 'daily' check (digest_frequency in ('realtime', 'daily', 'weekly', 'never')),
  quiet_hours_start time,
  quiet_hours_end time,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint notification_preferences_quiet_hours check ((quiet_hours_start is null) = (quiet_hours_end is null))
);

revoke all on notification_preferences from public, anon, authenticated, service_role;
alter table notification_preferences enable row level security;
create policy "Users read their own preferences" on notification_preferences
  for select to authenticated using (user_id = (select auth.uid()));
create policy "Users change their own preferences" on notification_preferences
  for update to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

grant select, update (
  email_notifications, push_notifications, sms_notifications, job_notifications, billing_notifications,
  security_notifications, product_updates, marketing, digest_frequency, quiet_hours_start, quiet_hours_end
) on notification_preferences to authenticated;
grant select, insert, update, delete on notification_preferences to service_role;

create trigger tr_notification_preferences_updated before update on notification_preferences
  for each row execute function touch_updated_at();
