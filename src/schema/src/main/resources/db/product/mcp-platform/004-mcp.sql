--liquibase formatted sql

--changeset schemata:004-mcp splitStatements:false
-- What the platform offers to models over the Model Context Protocol. Everybody who signed in may look; the service
-- maintains it.
create table mcp_tools (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (char_length(name) between 1 and 200),
  description text not null default '',
  category text check (char_length(category) between 1 and 100),
  input_schema jsonb not null default '{"type": "object"}' check (jsonb_typeof(input_schema) = 'object'),
  output_schema jsonb check (jsonb_typeof(output_schema) = 'object'),
  is_active boolean not null default true,
  call_count bigint not null default 0 check (call_count >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table mcp_resources (
  id uuid primary key default gen_random_uuid(),
  uri text not null unique check (char_length(uri) between 1 and 2000),
  name text not null check (char_length(name) between 1 and 200),
  description text not null default '',
  mime_type text check (char_length(mime_type) between 1 and 200),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table mcp_prompts (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (char_length(name) between 1 and 200),
  description text not null default '',
  arguments jsonb not null default '[]' check (jsonb_typeof(arguments) = 'array'),
  template text not null,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- All of these in one place to search by meaning: exactly one of the three is what a row is about.
create table mcp_unified_search_embeddings (
  id uuid primary key default gen_random_uuid(),
  tool_id uuid unique references mcp_tools (id) on delete cascade,
  resource_id uuid unique references mcp_resources (id) on delete cascade,
  prompt_id uuid unique references mcp_prompts (id) on delete cascade,
  content text not null,
  embedding embedding not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint mcp_unified_search_embeddings_about_one check (num_nonnulls(tool_id, resource_id, prompt_id) = 1)
);

revoke all on mcp_tools, mcp_resources, mcp_prompts, mcp_unified_search_embeddings
  from public, anon, authenticated, service_role;
alter table mcp_tools enable row level security;
alter table mcp_resources enable row level security;
alter table mcp_prompts enable row level security;
alter table mcp_unified_search_embeddings enable row level security;
create policy "Users see the tools there are" on mcp_tools for select to authenticated using (is_active);
create policy "Users see the resources there are" on mcp_resources for select to authenticated using (is_active);
create policy "Users see the prompts there are" on mcp_prompts for select to authenticated using (is_active);
create policy "Users search what there is" on mcp_unified_search_embeddings for select to authenticated using (true);
grant select on mcp_tools, mcp_resources, mcp_prompts, mcp_unified_search_embeddings to authenticated;
grant select, insert, update, delete on mcp_tools, mcp_resources, mcp_prompts, mcp_unified_search_embeddings
  to service_role;

create trigger tr_mcp_tools_updated before update on mcp_tools
  for each row execute function touch_updated_at();
create trigger tr_mcp_resources_updated before update on mcp_resources
  for each row execute function touch_updated_at();
create trigger tr_mcp_prompts_updated before update on mcp_prompts
  for each row execute function touch_updated_at();
create trigger tr_mcp_unified_search_embeddings_updated before update on mcp_unified_search_embeddings
  for each row execute function touch_updated_at();
