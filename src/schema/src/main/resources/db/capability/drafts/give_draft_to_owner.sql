--liquibase formatted sql

--changeset schemata:give_draft_to_owner runOnChange:true splitStatements:false
-- A draft that a client leaves by itself under a token that was claimed is the claimer's. Runs as the owner: who may leave a
-- draft may not change any.
create or replace function give_draft_to_owner() returns trigger
language plpgsql security definer set search_path from current
as $$
begin
  update draft_prompts set user_id = owner.user_id
  from claimed_draft_tokens owner
  where draft_prompts.id = new.id and owner.session_token = new.session_token and owner.user_id is not null;
  return null;
exception
  when foreign_key_violation then  -- the owner has just gone: the draft is nobody's
    return null;
end
$$;
revoke all on function give_draft_to_owner() from public, anon, authenticated, service_role;

create or replace trigger draft_3_give_to_owner after insert on draft_prompts
  for each row when (new.user_id is null) execute function give_draft_to_owner();
