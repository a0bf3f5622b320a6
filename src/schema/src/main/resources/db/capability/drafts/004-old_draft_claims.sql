--liquibase formatted sql

--changeset schemata:004-old_draft_claims splitStatements:false
-- What is forgotten after 30 days.
create index draft_claims_old on draft_claims (created_at);
