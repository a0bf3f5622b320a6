--liquibase formatted sql

--changeset schemata:006-wiki_pages splitStatements:false
-- What a team writes down. Engineering asked for it; every mode may.
create table wiki_pages (
  id uuid primary key default gen_random_uuid(),
  parent_id uuid references wiki_pages (id) on delete set null,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 100),
  title text not null check (char_length(title) between 1 and 500),
  body text not null default '',
  is_private boolean not null default false,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wiki_pages_are_not_their_own_parents check (parent_id <> id)
);
create index idx_wiki_pages_parent on wiki_pages (parent_id);
create index idx_wiki_pages_created_by on wiki_pages (created_by);

revoke all on wiki_pages from public, anon, authenticated, service_role;
alter table wiki_pages enable row level security;
create policy "Users read all pages but the private ones of others" on wiki_pages
  for select to authenticated using (not is_private or created_by = (select auth.uid()));
create policy "Users write pages in their own name" on wiki_pages
  for insert to authenticated with check (created_by = (select auth.uid()));
create policy "Users change their own pages" on wiki_pages
  for update to authenticated using (created_by = (select auth.uid())) with check (created_by = (select auth.uid()));
create policy "Users delete their own pages" on wiki_pages
  for delete to authenticated using (created_by = (select auth.uid()));

grant select, insert, update, delete on wiki_pages to authenticated, service_role;

create trigger tr_wiki_pages_updated before update on wiki_pages
  for each row execute function touch_updated_at();

select make_linkable('wiki_page', 'wiki_pages');
