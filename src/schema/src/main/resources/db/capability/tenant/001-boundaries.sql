--liquibase formatted sql

--changeset schemata:001-boundaries splitStatements:false
-- Who may enter the tenant's schema, that nobody but its owner may create anything in it (a function of somebody
-- else's there could stand in for one that a SECURITY DEFINER function calls), and that the
-- three callers get nothing in it by default: whatever is granted is granted beside the object it is granted on,
-- after a revoke from all, as defaults that hold for every schema cannot be taken back for one.
do $$
declare
  everyone constant text := 'anon, authenticated, service_role';
  kind text;
begin
  execute format('revoke create on schema %I from public, %s, schemata_functions', current_schema(), everyone);
  execute format('grant usage on schema %I to %s, schemata_functions', current_schema(), everyone);
  foreach kind in array array['tables', 'sequences', 'functions'] loop
    execute format('alter default privileges in schema %I revoke all on %s from %s', current_schema(), kind, everyone);
  end loop;
end
$$;

-- Liquibase's own tables were here first, with whatever the schema's default privileges gave away.
do $$
begin
  if to_regclass('databasechangelog') is not null then
    revoke all on databasechangelog, databasechangeloglock from public, anon, authenticated, service_role;
    alter table databasechangelog enable row level security;
    alter table databasechangeloglock enable row level security;
  end if;
end
$$;
