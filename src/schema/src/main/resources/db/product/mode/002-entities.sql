--liquibase formatted sql

--changeset schemata:002-entities splitStatements:false
-- What a mode knows about: companies, people, products … Everybody in the team reads them but for the private ones.
create table entities (
  id uuid primary key default gen_random_uuid(),
  type entity_type not null default 'other',
  name text not null check (char_length(name) between 1 and 500),
  description text,
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  is_private boolean not null default false,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_entities_type on entities (type, name);
create index idx_entities_created_by on entities (created_by);

revoke all on entities from public, anon, authenticated, service_role;
alter table entities enable row level security;
create policy "Users read all entities but the private ones of others" on entities
  for select to authenticated using (not is_private or created_by = (select auth.uid()));
create policy "Users add entities in their own name" on entities
  for insert to authenticated with check (created_by = (select auth.uid()));
create policy "Users change their own entities" on entities
  for update to authenticated using (created_by = (select auth.uid())) with check (created_by = (select auth.uid()));
create policy "Users delete their own entities" on entities
  for delete to authenticated using (created_by = (select auth.uid()));

grant select, insert, update, delete on entities to authenticated, service_role;

create trigger tr_entities_updated before update on entities
  for each row execute function touch_updated_at();

select make_linkable('entity', 'entities');
