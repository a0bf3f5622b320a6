--liquibase formatted sql

--changeset schemata:unname_deleted_accounts runOnChange:true splitStatements:false
-- Takes the names of deleted users from up to p_batch_size entries of the ledger, passing by users that another clean-up
-- works on; answers how many. A dry run counts them all and changes none.
create or replace function unname_deleted_accounts(p_batch_size integer, p_dry_run boolean) returns integer
language plpgsql set search_path from current
as $$
declare
  deleted deleted_credit_accounts;
  unnamed integer;
  total integer := 0;
begin
  if p_dry_run then
    return (select count(*) from credit_ledger join deleted_credit_accounts using (user_id));
  end if;
  while total < p_batch_size loop
    select * into deleted from deleted_credit_accounts order by deleted_at limit 1 for update skip locked;
    exit when not found;
    unnamed := unname_credit_entries(deleted.user_id, p_batch_size - total);
    total := total + unnamed;
    if total < p_batch_size then
      delete from deleted_credit_accounts where user_id = deleted.user_id;
    end if;
  end loop;
  return total;
end
$$;
revoke all on function unname_deleted_accounts(integer, boolean) from public, anon, authenticated, service_role;
