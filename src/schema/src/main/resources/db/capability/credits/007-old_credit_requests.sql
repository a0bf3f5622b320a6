--liquibase formatted sql

--changeset schemata:007-old_credit_requests splitStatements:false
-- What is forgotten after 30 days. Welcome credits are for ever: a user has them once.
create index credit_requests_old on credit_requests (created_at) where function <> 'new-user';
