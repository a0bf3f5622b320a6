--liquibase formatted sql

--changeset schemata:008-private_slugs splitStatements:false
-- Two shared rows have no slug in common, nor have two private ones of one user. A private row keeps its slug from no other
-- user: who tried to take it would learn that it is there.
alter table microsites drop constraint microsites_slug_key;
create unique index microsites_shared_slug on microsites (slug) where not is_private;
create unique index microsites_private_slug on microsites (created_by, slug) where is_private;
alter table wiki_pages drop constraint wiki_pages_slug_key;
create unique index wiki_pages_shared_slug on wiki_pages (slug) where not is_private;
create unique index wiki_pages_private_slug on wiki_pages (created_by, slug) where is_private;
