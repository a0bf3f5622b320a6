--liquibase formatted sql

--changeset app:001-notes
-- A table of your own, to be replaced. A numbered file runs once and is never edited after that.
create table notes (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  text text not null check (char_length(text) between 1 and 10000),
  created_at timestamptz not null default now()
);
create index notes_user on notes (user_id);
alter table notes enable row level security;
create policy "Users read their notes" on notes for select to authenticated using (user_id = (select auth.uid()));
create policy "Users write their notes" on notes for insert to authenticated with check (user_id = (select auth.uid()));
grant select, insert on notes to authenticated;
