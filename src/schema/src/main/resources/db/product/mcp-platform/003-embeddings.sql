--liquibase formatted sql

--changeset schemata:003-embeddings splitStatements:false
-- What a text or thing means, as numbers: pgvector's type where the database has it, a plain array where it has not.
do $$
declare
  vector constant text := (
    select format('%I.vector', n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector');
begin
  execute format('create domain embedding as %s', coalesce(vector || '(1536)', 'real[]'));
  if vector is null then
    alter domain embedding add constraint embedding_size check (array_ndims(value) = 1 and cardinality(value) = 1536);
  end if;
end
$$;
