--liquibase formatted sql

--changeset schemata:001-users splitStatements:false
-- Who is in the team, for all modes: what the others see of a user, and no more.
create table users (
  id uuid primary key references auth.users (id) on delete cascade,
  display_name text check (char_length(display_name) between 1 and 200),
  avatar_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

revoke all on users from public, anon, authenticated, service_role;
alter table users enable row level security;
create policy "Users see each other" on users for select to authenticated using (true);
create policy "Users change what is said of themselves" on users
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));

grant select, update (display_name, avatar_url) on users to authenticated;
grant select, insert, update, delete on users to service_role;

create trigger tr_users_updated before update on users
  for each row execute function touch_updated_at();
