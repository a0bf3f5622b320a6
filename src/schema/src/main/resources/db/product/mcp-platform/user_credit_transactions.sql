--liquibase formatted sql

--changeset schemata:user_credit_transactions runOnChange:true splitStatements:false
-- The ledger by the name this product knows it by; row level security decides whose entries are seen.
create or replace view user_credit_transactions with (security_invoker = true) as
select id, user_id, type as transaction_type, amount, balance_after, note as description, reservation_id,
  stripe_payment_id, created_at
from credit_ledger;
revoke all on user_credit_transactions from public, anon, authenticated, service_role;
grant select on user_credit_transactions to authenticated, service_role;
