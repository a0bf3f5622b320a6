--liquibase formatted sql

--changeset schemata:001-roles splitStatements:false
-- The roles Supabase has already and a plain PostgreSQL has not.
do $$
begin
  if to_regrole('anon') is null then
    create role anon nologin noinherit;
  end if;
  if to_regrole('authenticated') is null then
    create role authenticated nologin noinherit;
  end if;
  if to_regrole('service_role') is null then
    create role service_role nologin noinherit bypassrls;
  end if;
end
$$;

--changeset schemata:001-functions-role splitStatements:false
-- The functions log in as this role. It owns nothing, inherits nothing and creates nothing;
-- it may only become one of the three callers, and call what is granted to it by name.
-- It has no password until an administrator gives it one, so nobody can log in before.
do $$
begin
  if to_regrole('schemata_functions') is null then
    create role schemata_functions login noinherit nocreatedb nocreaterole;
  end if;
end
$$;
grant anon, authenticated, service_role to schemata_functions;

-- No call may hold a lock or a connection for longer than a client would wait for its answer.
alter role schemata_functions set statement_timeout = '10s';
alter role schemata_functions set lock_timeout = '5s';
alter role schemata_functions set idle_in_transaction_session_timeout = '10s';
