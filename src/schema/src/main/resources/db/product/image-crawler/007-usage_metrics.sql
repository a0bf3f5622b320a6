--liquibase formatted sql

--changeset schemata:007-usage_metrics splitStatements:false
-- What a user has used on a day.
create table usage_metrics (
  id bigint generated always as identity primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  metric_date date not null,
  images_processed integer not null default 0 check (images_processed >= 0),
  images_limit integer check (images_limit >= 0),
  storage_used_bytes bigint not null default 0 check (storage_used_bytes >= 0),
  api_calls integer not null default 0 check (api_calls >= 0),
  created_at timestamptz not null default now(),
  unique (user_id, metric_date)
);

revoke all on usage_metrics, usage_metrics_id_seq from public, anon, authenticated, service_role;
alter table usage_metrics enable row level security;
create policy "Users view their own usage" on usage_metrics
  for select to authenticated using (user_id = (select auth.uid()));

grant select on usage_metrics to authenticated;
grant select, insert, update, delete on usage_metrics to service_role;
