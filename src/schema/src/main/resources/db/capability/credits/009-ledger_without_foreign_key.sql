--liquibase formatted sql

--changeset schemata:009-ledger_without_foreign_key splitStatements:false
-- The foreign key took every entry's name away in the transaction of the user's deletion: with 300,000 entries that locked the
-- account for 13 s. The trigger leave_credit_ledger is there already. The tables are locked in the order of the calls.
do $$
begin
  lock table credit_accounts, credit_ledger in access exclusive mode;
  alter table credit_ledger drop constraint credit_ledger_user_id_fkey;
end
$$;
-- A deleted user's token may be valid for another hour, while entries still name the user.
alter policy "Users read their own ledger" on credit_ledger using (
  user_id = (select auth.uid()) and exists (select from credit_accounts where user_id = (select auth.uid())));
