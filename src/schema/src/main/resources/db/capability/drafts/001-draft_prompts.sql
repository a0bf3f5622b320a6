--liquibase formatted sql

--changeset schemata:001-draft_prompts splitStatements:false
-- Prompts typed before sign-in. The session token is kept as its SHA-256 in hexadecimal, never as itself.
create table draft_prompts (
  id uuid primary key default gen_random_uuid(),
  session_token text not null constraint draft_prompts_session_token_is_a_hash check (session_token ~ '^[0-9a-f]{64}$'),
  user_id uuid references auth.users (id) on delete cascade,
  prompt_text text not null constraint draft_prompts_prompt_text_length check (char_length(prompt_text) between 1 and 20000),
  template_id text,
  options jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days'
);
create index idx_draft_session on draft_prompts (session_token);
create index idx_draft_user on draft_prompts (user_id);
create index idx_draft_expires on draft_prompts (expires_at);

revoke all on draft_prompts from public, anon, authenticated, service_role;
alter table draft_prompts enable row level security;
create policy "Users read the drafts they have claimed" on draft_prompts
  for select to authenticated using (user_id = (select auth.uid()));

grant select (id, user_id, prompt_text, template_id, options, created_at, updated_at, expires_at)
  on draft_prompts to authenticated;
grant select, insert, update, delete on draft_prompts to service_role;

create trigger tr_draft_prompts_updated before update on draft_prompts
  for each row execute function touch_updated_at();
