--liquibase formatted sql

--changeset schemata:005-microsites splitStatements:false
-- Small sites made about an entity, and the jobs that make them. A site names the job its present content is from, which
-- is one of its own: each of the two tables refers to the other.
create table microsites (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid references entities (id) on delete set null,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 100),
  title text not null check (char_length(title) between 1 and 500),
  content jsonb not null default '{}' check (jsonb_typeof(content) = 'object'),
  generation_job_id uuid,
  is_private boolean not null default false,
  published_at timestamptz,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table generation_jobs (
  id uuid primary key default gen_random_uuid(),
  microsite_id uuid not null references microsites (id) on delete cascade,
  section section_type,  -- null: the whole site
  status job_status not null default 'pending',
  prompt text,
  result jsonb,
  error text,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz check (finished_at >= started_at),
  constraint generation_jobs_of_microsite unique (microsite_id, id)
);

alter table microsites add constraint microsites_generation_job_is_its_own
  foreign key (id, generation_job_id) references generation_jobs (microsite_id, id)
  on delete set null (generation_job_id) deferrable;

create index idx_microsites_entity on microsites (entity_id);
create index idx_microsites_generation_job on microsites (id, generation_job_id);
create index idx_microsites_created_by on microsites (created_by);
create index idx_generation_jobs_microsite on generation_jobs (microsite_id, created_at desc);
create index idx_generation_jobs_created_by on generation_jobs (created_by);
create index idx_generation_jobs_unfinished on generation_jobs (created_at) where status in ('pending', 'running');

revoke all on microsites, generation_jobs from public, anon, authenticated, service_role;
alter table microsites enable row level security;
alter table generation_jobs enable row level security;
create policy "Users read all microsites but the private ones of others" on microsites
  for select to authenticated using (not is_private or created_by = (select auth.uid()));
create policy "Users add microsites in their own name" on microsites
  for insert to authenticated with check (created_by = (select auth.uid()));
create policy "Users change their own microsites" on microsites
  for update to authenticated using (created_by = (select auth.uid())) with check (created_by = (select auth.uid()));
create policy "Users delete their own microsites" on microsites
  for delete to authenticated using (created_by = (select auth.uid()));
create policy "Users watch the jobs of microsites they read" on generation_jobs
  for select to authenticated
  using (exists (select from microsites where microsites.id = generation_jobs.microsite_id));
create policy "Users ask for jobs of their own microsites" on generation_jobs
  for insert to authenticated with check (
    created_by = (select auth.uid()) and exists (
      select from microsites
      where microsites.id = generation_jobs.microsite_id and microsites.created_by = (select auth.uid())));

grant select, insert, update, delete on microsites to authenticated, service_role;
grant select, insert (id, microsite_id, section, prompt, created_by) on generation_jobs to authenticated;
grant select, insert, update, delete on generation_jobs to service_role;

create trigger tr_microsites_updated before update on microsites
  for each row execute function touch_updated_at();
create trigger tr_generation_jobs_updated before update on generation_jobs
  for each row execute function touch_updated_at();

select make_linkable('microsite', 'microsites');
select make_linkable('generation_job', 'generation_jobs');
