--liquibase formatted sql

--changeset schemata:010-claimed_answers splitStatements:false
-- A key belongs to its first request before the work is done: until it is, there is no answer.
alter table kept_answers alter column answer drop not null;
