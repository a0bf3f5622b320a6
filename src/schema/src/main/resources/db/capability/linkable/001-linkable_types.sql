--liquibase formatted sql

--changeset schemata:001-linkable_types splitStatements:false
-- What of this tenant may be linked: a type, as links call it, and the table and key of its rows.
create table linkable_types (
  type text primary key check (char_length(type) between 1 and 63),
  table_name name not null unique,
  key_column name not null
);

-- Whose links these are: the name this tenant has there, and the schema that keeps them. One row, written by migrate;
-- none where nobody links this tenant's rows.
create table link_membership (
  mode text not null,
  links_schema name not null,
  only_row boolean primary key default true check (only_row)
);

revoke all on linkable_types, link_membership from public, anon, authenticated, service_role;
alter table linkable_types enable row level security;
alter table link_membership enable row level security;
-- No policy and no grant: migrate reads the one, and forget_deleted_rows the other.
