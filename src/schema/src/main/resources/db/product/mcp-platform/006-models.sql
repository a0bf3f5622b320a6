--liquibase formatted sql

--changeset schemata:006-models splitStatements:false
-- The models the platform can use, what they are good at, and how they did day by day. Everybody who signed in may look.
create table models (
  id uuid primary key default gen_random_uuid(),
  provider text not null check (char_length(provider) between 1 and 100),
  name text not null check (char_length(name) between 1 and 200),
  model_type text not null check (model_type in ('llm', 'embedding', 'vision', 'audio', 'image', 'rerank')),
  capabilities text[] not null default '{}',
  context_window integer check (context_window > 0),
  input_price_per_million numeric(12, 6) check (input_price_per_million >= 0),
  output_price_per_million numeric(12, 6) check (output_price_per_million >= 0),
  configuration jsonb not null default '{}' check (jsonb_typeof(configuration) = 'object'),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint models_once unique (provider, name)
);

create table model_embeddings (
  id uuid primary key default gen_random_uuid(),
  model_id uuid not null unique references models (id) on delete cascade,
  description text not null,
  embedding embedding not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table model_statistics (
  model_id uuid not null references models (id) on delete cascade,
  day date not null,
  request_count bigint not null default 0 check (request_count >= 0),
  error_count bigint not null default 0 check (error_count between 0 and request_count),
  input_tokens bigint not null default 0 check (input_tokens >= 0),
  output_tokens bigint not null default 0 check (output_tokens >= 0),
  cost numeric(14, 6) not null default 0 check (cost >= 0),
  total_latency_ms bigint not null default 0 check (total_latency_ms >= 0),
  updated_at timestamptz not null default now(),
  primary key (model_id, day)
);

revoke all on models, model_embeddings, model_statistics from public, anon, authenticated, service_role;
alter table models enable row level security;
alter table model_embeddings enable row level security;
alter table model_statistics enable row level security;
create policy "Users see the models there are" on models for select to authenticated using (is_active);
create policy "Users search the models there are" on model_embeddings for select to authenticated
  using (exists (select from models where models.id = model_embeddings.model_id));
create policy "Users see how models do" on model_statistics for select to authenticated
  using (exists (select from models where models.id = model_statistics.model_id));
grant select on models, model_embeddings, model_statistics to authenticated;
grant select, insert, update, delete on models, model_embeddings, model_statistics to service_role;

create trigger tr_models_updated before update on models
  for each row execute function touch_updated_at();
create trigger tr_model_embeddings_updated before update on model_embeddings
  for each row execute function touch_updated_at();
create trigger tr_model_statistics_updated before update on model_statistics
  for each row execute function touch_updated_at();
