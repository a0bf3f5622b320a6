--liquibase formatted sql

--changeset schemata:006-left_links splitStatements:false
-- Since when the maker of a link is gone; null too of the service's links, which have no maker.
alter table cross_links add column maker_left_at timestamptz;
