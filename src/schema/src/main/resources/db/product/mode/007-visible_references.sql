--liquibase formatted sql

--changeset schemata:007-visible_references splitStatements:false
-- Nobody points at another one's private rows. Triggers run by their names: these before those of foreign keys, RI_….
create trigger "A_artifacts_entity" after insert or update of entity_id on artifacts
  for each row execute function require_visible('entity_id', 'entities');
create trigger "A_jobs_entity" after insert or update of entity_id on jobs
  for each row execute function require_visible('entity_id', 'entities');
create trigger "A_jobs_artifact" after insert or update of artifact_id on jobs
  for each row execute function require_visible('artifact_id', 'artifacts');
create trigger "A_microsites_entity" after insert or update of entity_id on microsites
  for each row execute function require_visible('entity_id', 'entities');
create trigger "A_generation_jobs_microsite" after insert or update of microsite_id on generation_jobs
  for each row execute function require_visible('microsite_id', 'microsites');
create trigger "A_wiki_pages_parent" after insert or update of parent_id on wiki_pages
  for each row execute function require_visible('parent_id', 'wiki_pages');
