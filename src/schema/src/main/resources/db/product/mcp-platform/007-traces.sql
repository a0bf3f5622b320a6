--liquibase formatted sql

--changeset schemata:007-traces splitStatements:false
-- What happened where and how long it took: traces of spans, as OpenTelemetry has them, their logs, and events. Users
-- see what they have caused; nobody but the service writes.
create table traces (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  user_id uuid references users (id) on delete set null,
  session_id uuid references sessions (id) on delete set null,
  name text not null check (char_length(name) between 1 and 500),
  status text not null default 'unset' check (status in ('unset', 'ok', 'error')),
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at)
);
create index idx_traces_user on traces (user_id, started_at desc);
create index idx_traces_session on traces (session_id);
create index idx_traces_started on traces (started_at);

create table spans (
  trace_id text not null references traces (id) on delete cascade,
  id text not null check (id ~ '^[0-9a-f]{16}$'),
  parent_id text,
  name text not null check (char_length(name) between 1 and 500),
  kind text not null default 'internal' check (kind in ('internal', 'server', 'client', 'producer', 'consumer')),
  status text not null default 'unset' check (status in ('unset', 'ok', 'error')),
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at),
  primary key (trace_id, id)  -- a parent may come after its children, so it is no foreign key
);
create index idx_spans_parent on spans (trace_id, parent_id);

create table span_logs (
  id bigint generated always as identity primary key,
  trace_id text not null,
  span_id text not null,
  level text not null default 'info' check (level in ('debug', 'info', 'warn', 'error')),
  message text not null,
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  logged_at timestamptz not null default now(),
  constraint span_logs_span foreign key (trace_id, span_id) references spans (trace_id, id) on delete cascade
);
create index idx_span_logs_span on span_logs (trace_id, span_id, logged_at);

create table events (
  id bigint generated always as identity primary key,
  user_id uuid references users (id) on delete set null,
  type text not null check (char_length(type) between 1 and 200),
  source text check (char_length(source) between 1 and 200),
  payload jsonb not null default '{}' check (jsonb_typeof(payload) = 'object'),
  processed_at timestamptz,
  created_at timestamptz not null default now()
);
create index idx_events_user on events (user_id, created_at desc);
create index idx_events_type on events (type, created_at desc);
create index idx_events_unprocessed on events (id) where processed_at is null;

revoke all on traces, spans, span_logs, span_logs_id_seq, events, events_id_seq
  from public, anon, authenticated, service_role;
alter table traces enable row level security;
alter table spans enable row level security;
alter table span_logs enable row level security;
alter table events enable row level security;
create policy "Users see their own traces" on traces
  for select to authenticated using (user_id = (select auth.uid()));
create policy "Users see the spans of their own traces" on spans for select to authenticated
  using (exists (select from traces where traces.id = spans.trace_id and traces.user_id = (select auth.uid())));
create policy "Users see the logs of their own traces" on span_logs for select to authenticated
  using (exists (select from traces where traces.id = span_logs.trace_id and traces.user_id = (select auth.uid())));
create policy "Users see their own events" on events
  for select to authenticated using (user_id = (select auth.uid()));
grant select on traces, spans, span_logs, events to authenticated;
grant select, insert, update, delete on traces, spans, span_logs, events to service_role;
