--liquibase formatted sql

--changeset schemata:008-credit_accounts splitStatements:false
-- Here every table that has an updated_at has it moved by a trigger, the accounts too.
create trigger tr_credit_accounts_updated before update on credit_accounts
  for each row execute function touch_updated_at();
