--liquibase formatted sql

--changeset schemata:001-projects splitStatements:false
-- A user's collections of crawled images.
create table projects (
  id integer generated always as identity primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 200),
  description text,
  status text not null default 'active' check (status in ('active', 'archived')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_projects_user on projects (user_id);

revoke all on projects, projects_id_seq from public, anon, authenticated, service_role;
alter table projects enable row level security;
create policy "Users manage their own projects" on projects
  for all to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

grant select, delete, insert (user_id, name, description, status), update (name, description, status)
  on projects to authenticated;
grant select, insert, update, delete on projects to service_role;

create trigger tr_projects_updated before update on projects
  for each row execute function touch_updated_at();
