--liquibase formatted sql

--changeset schemata:limit_drafts runOnChange:true splitStatements:false
-- At most 20 drafts a token, whichever way they come. Runs as the owner: who may leave a draft may not count any.
create or replace function limit_drafts() returns trigger
language plpgsql security definer set search_path from current
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then  -- it could not see what it has waited for
    raise exception using errcode = 'feature_not_supported', message = 'drafts are left in read committed transactions';
  end if;
  perform lock_draft_token(new.session_token);
  if (select count(*) from draft_prompts where session_token = new.session_token) >= 20 then
    raise exception using errcode = 'SCL01', message = 'LIMIT_EXCEEDED';
  end if;
  return new;
end
$$;
revoke all on function limit_drafts() from public, anon, authenticated, service_role;

create or replace trigger draft_2_limit_drafts before insert on draft_prompts
  for each row execute function limit_drafts();
