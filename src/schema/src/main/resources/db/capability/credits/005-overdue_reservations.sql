--liquibase formatted sql

--changeset schemata:005-overdue_reservations splitStatements:false
-- Finds the holds whose time is over without looking at any other.
create index credit_reservations_overdue on credit_reservations (expires_at) where state = 'held';
