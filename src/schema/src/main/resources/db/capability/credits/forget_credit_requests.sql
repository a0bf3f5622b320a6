--liquibase formatted sql

--changeset schemata:forget_credit_requests runOnChange:true splitStatements:false
-- Deletes up to p_batch_size Idempotency-Keys of credits that are older than 30 days, passing by those in use; answers how
-- many. Welcome credits are remembered for ever, and a payment's own id is unique in the ledger. A dry run only counts.
create or replace function forget_credit_requests(p_batch_size integer, p_dry_run boolean) returns integer
language plpgsql set search_path from current
as $$
declare
  deleted integer;
begin
  if p_dry_run then
    return (select count(*) from credit_requests
            where function <> 'new-user' and created_at < now() - interval '30 days');
  end if;
  delete from credit_requests where ctid = any (array(
    select ctid from credit_requests
    where function <> 'new-user' and created_at < now() - interval '30 days'
    order by created_at limit p_batch_size
    for update skip locked
  ));
  get diagnostics deleted = row_count;
  return deleted;
end
$$;
revoke all on function forget_credit_requests(integer, boolean) from public, anon, authenticated, service_role;
