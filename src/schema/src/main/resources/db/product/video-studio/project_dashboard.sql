--liquibase formatted sql

--changeset schemata:project_dashboard runOnChange:true splitStatements:false
-- The caller's 20 newest projects, each with its latest job; row level security decides whose they are.
create or replace function project_dashboard()
returns table (
  project_id uuid, title text, niche_preset text, created_at timestamptz,
  job_id uuid, status job_status, progress integer
)
language sql stable security invoker set search_path from current
as $$
  select p.id, p.title, p.niche_preset, p.created_at, latest.id, latest.status, latest.progress
  from projects p
  left join lateral (
    select j.id, j.status, j.progress from jobs j where j.project_id = p.id order by j.created_at desc limit 1
  ) latest on true
  where p.user_id = (select auth.uid())
  order by p.created_at desc
  limit 20
$$;
revoke all on function project_dashboard() from public, anon, authenticated, service_role;
grant execute on function project_dashboard() to authenticated;
