--liquibase formatted sql

--changeset schemata:007-listed_drafts splitStatements:false
-- A user's own drafts, newest first, are one range of this index.
create index idx_draft_user_newest on draft_prompts (user_id, created_at, id);
drop index idx_draft_user;

--changeset schemata:007-deleted_drafts splitStatements:false
-- What a call of delete-drafts was answered under its Idempotency-Key; of save-draft the other columns.
alter table draft_requests
  add column deleted_ids uuid[],
  alter column draft_id drop not null,
  alter column expires_at drop not null;
