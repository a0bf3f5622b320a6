--liquibase formatted sql

--changeset schemata:010-reservation_openers splitStatements:false
-- Whether the user or the service has opened a hold: a user gives back only holds of their own opening. Of holds from before
-- this change it is not known, and users go on giving them back; they last for a day at most.
alter table credit_reservations
  add column opened_by text constraint credit_reservations_opened_by check (opened_by in ('user', 'service'));

--changeset schemata:010-texts_of_deleted_users splitStatements:false
-- Entries that name nobody any more keep no text of the user they were of, as unname_credit_entries leaves them since.
update credit_ledger set
  note = null,
  stripe_payment_id = case when stripe_payment_id like 'sha256:%' then stripe_payment_id else payment_digest(stripe_payment_id) end
where user_id is null and (note is not null or stripe_payment_id not like 'sha256:%');
