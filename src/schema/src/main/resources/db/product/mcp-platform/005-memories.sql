--liquibase formatted sql

--changeset schemata:005-memories splitStatements:false
-- What the platform remembers of a user for him: what happened, what is so, what things mean, how things are done, what
-- he is at right now, and what was said in a session.
create table episodic_memories (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references users (id) on delete cascade,
  content text not null check (char_length(content) between 1 and 20000),
  event_type text check (char_length(event_type) between 1 and 100),
  location text,
  participants text[] not null default '{}',
  emotional_valence real check (emotional_valence between -1 and 1),
  occurred_at timestamptz not null default now()
);

create table factual_memories (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references users (id) on delete cascade,
  subject text not null check (char_length(subject) between 1 and 500),
  predicate text not null check (char_length(predicate) between 1 and 200),
  object_value text not null check (char_length(object_value) between 1 and 5000),
  source text,
  is_verified boolean not null default false,
  constraint factual_memories_once unique (user_id, subject, predicate, object_value)
);

create table semantic_memories (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references users (id) on delete cascade,
  concept text not null check (char_length(concept) between 1 and 500),
  definition text not null check (char_length(definition) between 1 and 20000),
  category text check (char_length(category) between 1 and 100),
  related_concepts text[] not null default '{}',
  constraint semantic_memories_once unique (user_id, concept)
);

create table procedural_memories (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references users (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 500),
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  prerequisites text[] not null default '{}',
  success_count integer not null default 0 check (success_count >= 0),
  failure_count integer not null default 0 check (failure_count >= 0),
  constraint procedural_memories_once unique (user_id, name)
);

create table working_memories (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references users (id) on delete cascade,
  content text not null check (char_length(content) between 1 and 20000),
  task_id uuid,
  priority smallint not null default 5 check (priority between 1 and 10),
  expires_at timestamptz not null default now() + interval '1 day'
);
create index idx_working_memories_expires on working_memories (expires_at);

create table session_memories (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references users (id) on delete cascade,
  session_id uuid not null,
  summary text not null check (char_length(summary) between 1 and 20000),
  key_points text[] not null default '{}',
  constraint session_memories_session foreign key (user_id, session_id) references sessions (user_id, id)
    on delete cascade
);
create index idx_session_memories_session on session_memories (user_id, session_id);

--changeset schemata:005-memories-alike splitStatements:false
-- What all kinds of memory have, and whose they are: the user's own, to keep, correct and forget.
do $$
declare
  name text;
begin
  foreach name in array array[
    'episodic_memories', 'factual_memories', 'semantic_memories', 'procedural_memories', 'working_memories',
    'session_memories'
  ] loop
    execute format(
      'alter table %I add column importance real not null default 0.5 check (importance between 0 and 1),'
      ' add column confidence real not null default 1 check (confidence between 0 and 1),'
      ' add column embedding embedding,'
      ' add column metadata jsonb not null default ''{}'' check (jsonb_typeof(metadata) = ''object''),'
      ' add column access_count integer not null default 0 check (access_count >= 0),'
      ' add column last_accessed_at timestamptz,'
      ' add column created_at timestamptz not null default now(),'
      ' add column updated_at timestamptz not null default now()', name);
    execute format('create index %I on %I (user_id, created_at desc)', 'idx_' || name || '_user', name);
    execute format('revoke all on %I from public, anon, authenticated, service_role', name);
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy "Users manage their own memories" on %I for all to authenticated'
      ' using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()))', name);
    execute format('grant select, insert, update, delete on %I to authenticated, service_role', name);
    execute format(
      'create trigger %I before update on %I for each row execute function touch_updated_at()',
      'tr_' || name || '_updated', name);
  end loop;
end
$$;
