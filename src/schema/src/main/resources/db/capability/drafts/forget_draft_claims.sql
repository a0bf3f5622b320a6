--liquibase formatted sql

--changeset schemata:forget_draft_claims runOnChange:true splitStatements:false
-- Deletes up to p_batch_size Idempotency-Keys of claims that are older than 30 days, passing by those in use; answers how
-- many. A dry run only counts.
create or replace function forget_draft_claims(p_batch_size integer, p_dry_run boolean) returns integer
language plpgsql set search_path from current
as $$
declare
  deleted integer;
begin
  if p_dry_run then
    return (select count(*) from draft_claims where created_at < now() - interval '30 days');
  end if;
  delete from draft_claims where ctid = any (array(
    select ctid from draft_claims
    where created_at < now() - interval '30 days'
    order by created_at limit p_batch_size
    for update skip locked
  ));
  get diagnostics deleted = row_count;
  return deleted;
end
$$;
revoke all on function forget_draft_claims(integer, boolean) from public, anon, authenticated, service_role;
