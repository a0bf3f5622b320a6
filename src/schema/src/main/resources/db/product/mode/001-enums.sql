--liquibase formatted sql

--changeset schemata:001-enums splitStatements:false
-- What a mode's rows can be, and how far its work is.
create type entity_type as enum ('company', 'person', 'product', 'project', 'topic', 'event', 'other');
create type artifact_type as enum ('document', 'image', 'video', 'audio', 'dataset', 'code', 'link', 'other');
create type job_status as enum ('pending', 'running', 'succeeded', 'failed', 'cancelled');
create type section_type as enum (
  'hero', 'features', 'testimonials', 'pricing', 'faq', 'gallery', 'text', 'call_to_action', 'footer'
);
