--liquibase formatted sql

--changeset schemata:unname_credit_entries runOnChange:true splitStatements:false
-- Takes a deleted user's name and texts from up to p_limit entries of the ledger, from all when it is null; answers how
-- many.
create or replace function unname_credit_entries(p_user_id uuid, p_limit integer) returns integer
language plpgsql set search_path from current
as $$
declare
  unnamed integer;
begin
  update credit_ledger set user_id = null, note = null, stripe_payment_id =
    case when stripe_payment_id like 'sha256:%' then stripe_payment_id else payment_digest(stripe_payment_id) end
  where ctid = any (array(
    select ctid from credit_ledger where user_id = p_user_id limit p_limit
  ));
  get diagnostics unnamed = row_count;
  return unnamed;
end
$$;
revoke all on function unname_credit_entries(uuid, integer) from public, anon, authenticated, service_role;
