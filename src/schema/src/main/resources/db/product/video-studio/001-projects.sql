--liquibase formatted sql

--changeset schemata:001-projects splitStatements:false
-- What a user wants a video made of.
create table projects (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  title text not null,
  prompt_text text not null,
  niche_preset text not null
    check (niche_preset in ('motivation', 'explainer', 'facts', 'history', 'finance', 'science')),
  target_minutes integer not null default 1 check (target_minutes between 1 and 10),
  voice_profile_id uuid,
  transcript_mode text not null default 'auto' check (transcript_mode in ('auto', 'manual')),
  transcript_text text,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_projects_user on projects (user_id, created_at desc);
create index idx_projects_created on projects (created_at desc);

revoke all on projects from public, anon, authenticated, service_role;
alter table projects enable row level security;
create policy "Users manage their own projects" on projects
  for all to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

grant select, insert, update, delete on projects to authenticated, service_role;

create trigger tr_projects_updated before update on projects
  for each row execute function touch_updated_at();
