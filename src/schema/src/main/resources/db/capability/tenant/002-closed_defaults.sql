--liquibase formatted sql

--changeset schemata:002-closed_defaults splitStatements:false
-- 001-boundaries takes back what the migrating role would give away by default. So here for every other role that has
-- defaults in this schema and that we may act for, and for types; those of Supabase's own superuser are its own.
do $$
declare
  defaults record;
begin
  for defaults in
    select distinct pg_get_userbyid(defaclrole) as role, kind.words
    from pg_default_acl
    join (values ('r', 'tables'), ('S', 'sequences'), ('f', 'functions'), ('T', 'types')) as kind (letter, words)
      on kind.letter = defaclobjtype::text
    where defaclnamespace = quote_ident(current_schema())::regnamespace and pg_has_role(current_user, defaclrole, 'usage')
  loop
    execute format(
      'alter default privileges for role %I in schema %I revoke all on %s from public, anon, authenticated, service_role',
      defaults.role, current_schema(), defaults.words);
  end loop;
end
$$;

--changeset schemata:002-closed_history splitStatements:false
-- Row level security without a policy lets nobody in, which may be meant or forgotten: here it is meant.
do $$
declare
  name text;
begin
  foreach name in array array['databasechangelog', 'databasechangeloglock'] loop
    if to_regclass(name) is not null then
      execute format(
        'create policy "Nobody but migrate" on %I for all to anon, authenticated, service_role using (false)', name);
    end if;
  end loop;
end
$$;
