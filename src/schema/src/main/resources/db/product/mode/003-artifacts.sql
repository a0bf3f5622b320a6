--liquibase formatted sql

--changeset schemata:003-artifacts splitStatements:false
-- What was made or found, about an entity or by itself.
create table artifacts (
  id uuid primary key default gen_random_uuid(),
  type artifact_type not null default 'other',
  entity_id uuid references entities (id) on delete set null,
  title text not null check (char_length(title) between 1 and 500),
  content text,
  url text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  is_private boolean not null default false,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_artifacts_entity on artifacts (entity_id, created_at desc);
create index idx_artifacts_created_by on artifacts (created_by);

revoke all on artifacts from public, anon, authenticated, service_role;
alter table artifacts enable row level security;
create policy "Users read all artifacts but the private ones of others" on artifacts
  for select to authenticated using (not is_private or created_by = (select auth.uid()));
create policy "Users add artifacts in their own name" on artifacts
  for insert to authenticated with check (created_by = (select auth.uid()));
create policy "Users change their own artifacts" on artifacts
  for update to authenticated using (created_by = (select auth.uid())) with check (created_by = (select auth.uid()));
create policy "Users delete their own artifacts" on artifacts
  for delete to authenticated using (created_by = (select auth.uid()));

grant select, insert, update, delete on artifacts to authenticated, service_role;

create trigger tr_artifacts_updated before update on artifacts
  for each row execute function touch_updated_at();

select make_linkable('artifact', 'artifacts');
