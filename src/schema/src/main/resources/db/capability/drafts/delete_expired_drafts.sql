--liquibase formatted sql

--changeset schemata:delete_expired_drafts runOnChange:true splitStatements:false
-- Deletes up to p_batch_size drafts that expired before anybody claimed them, oldest first, passing by what others are
-- at work on; answers how many. A dry run counts them all and deletes none.
create or replace function delete_expired_drafts(p_batch_size integer, p_dry_run boolean) returns integer
language plpgsql set search_path from current
as $$
declare
  deleted integer;
begin
  if p_dry_run then
    return (select count(*) from draft_prompts where user_id is null and expires_at <= now());
  end if;
  delete from draft_prompts where ctid = any (array(
    select ctid from draft_prompts
    where user_id is null and expires_at <= now()
    order by expires_at limit p_batch_size
    for update skip locked
  ));
  get diagnostics deleted = row_count;
  return deleted;
end
$$;
revoke all on function delete_expired_drafts(integer, boolean) from public, anon, authenticated, service_role;
