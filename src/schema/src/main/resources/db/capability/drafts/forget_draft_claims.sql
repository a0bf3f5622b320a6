--liquibase formatted sql

--changeset schemata:forget_draft_claims runOnChange:true splitStatements:false
-- Deletes Idempotency-Keys of claims and of saved drafts, and claimed tokens of deleted users, that are older than 30 days:
-- up to p_batch_size of each, passing by those in use; answers how many of the most. A dry run only counts them.
create or replace function forget_draft_claims(p_batch_size integer, p_dry_run boolean) returns integer
language plpgsql set search_path from current
as $$
declare
  old constant timestamptz := now() - interval '30 days';
  claims integer;
  requests integer;
  tokens integer;
begin
  if p_dry_run then
    return (select count(*) from draft_claims where created_at < old)
      + (select count(*) from draft_requests where created_at < old)
      + (select count(*) from claimed_draft_tokens where left_at < old);
  end if;
  delete from draft_claims where ctid = any (array(
    select ctid from draft_claims where created_at < old order by created_at limit p_batch_size for update skip locked
  ));
  get diagnostics claims = row_count;
  delete from draft_requests where ctid = any (array(
    select ctid from draft_requests where created_at < old order by created_at limit p_batch_size for update skip locked
  ));
  get diagnostics requests = row_count;
  delete from claimed_draft_tokens where ctid = any (array(
    select ctid from claimed_draft_tokens where left_at < old
    order by left_at limit p_batch_size for update skip locked
  ));
  get diagnostics tokens = row_count;
  return greatest(claims, requests, tokens);
end
$$;
revoke all on function forget_draft_claims(integer, boolean) from public, anon, authenticated, service_role;
