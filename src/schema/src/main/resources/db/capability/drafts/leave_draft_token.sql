--liquibase formatted sql

--changeset schemata:leave_draft_token runOnChange:true splitStatements:false
-- Notes when a claimed token has lost its user.
create or replace function leave_draft_token() returns trigger
language plpgsql set search_path from current
as $$
begin
  new.left_at := now();
  return new;
end
$$;
revoke all on function leave_draft_token() from public, anon, authenticated, service_role;

create or replace trigger leave_draft_token before update on claimed_draft_tokens
  for each row when (old.user_id is not null and new.user_id is null) execute function leave_draft_token();
