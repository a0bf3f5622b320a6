-- A mode before it is one: what a team has in public, with enums, and two tables that refer to each other.
create type entity_type as enum ('company', 'person', 'product', 'project', 'topic', 'event', 'other');
create type artifact_type as enum ('document', 'image', 'video', 'audio', 'dataset', 'code', 'link', 'other');
create type job_status as enum ('pending', 'running', 'succeeded', 'failed', 'cancelled');
create type section_type as enum ('hero', 'features', 'testimonials', 'pricing', 'faq', 'gallery', 'text', 'call_to_action', 'footer');
create table users (id uuid primary key references auth.users (id) on delete cascade, display_name text);
create table entities (
  id uuid primary key default gen_random_uuid(),
  type entity_type not null,
  name text not null,
  description text,
  attributes jsonb default '{}',
  created_by uuid references auth.users (id),
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create table artifacts (
  id uuid primary key default gen_random_uuid(),
  type artifact_type not null,
  entity_id uuid references entities (id),
  title text not null,
  content text,
  created_by uuid,
  created_at timestamptz default now()
);
create table jobs (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  status job_status not null default 'pending',
  entity_id uuid references entities (id),
  created_at timestamptz default now()
);
create table microsites (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid references entities (id),
  slug text unique not null,
  title text not null,
  generation_job_id uuid,
  created_by uuid references auth.users (id),
  created_at timestamptz default now()
);
create table generation_jobs (
  id uuid primary key default gen_random_uuid(),
  microsite_id uuid not null references microsites (id) on delete cascade,
  section section_type,
  status job_status not null default 'pending',
  prompt text,
  created_at timestamptz default now()
);
alter table microsites add foreign key (generation_job_id) references generation_jobs (id);

insert into auth.users (id, email) select md5('user ' || n)::uuid, 'user' || n || '@example.com' from generate_series(1, 5) as n;
insert into users select id, 'Somebody' from auth.users;
insert into entities (id, type, name, created_by)
select md5('entity ' || n)::uuid, 'company', 'Entity ' || n, md5('user ' || n % 5 + 1)::uuid from generate_series(1, 25) as n;
insert into artifacts (type, entity_id, title, created_by) select 'document', id, 'About ' || name, created_by from entities;
insert into jobs (kind, status, entity_id) select 'enrich', 'succeeded', id from entities;
insert into microsites (id, entity_id, slug, title, created_by)
select md5('site ' || n)::uuid, md5('entity ' || n)::uuid, 'site-' || n, 'Site ' || n, md5('user 1')::uuid from generate_series(1, 10) as n;
insert into generation_jobs (id, microsite_id, section)
select md5('generation ' || n)::uuid, md5('site ' || n)::uuid, 'hero' from generate_series(1, 10) as n;
update microsites set generation_job_id = md5('generation ' || substr(slug, 6))::uuid;
