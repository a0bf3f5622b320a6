--liquibase formatted sql

--changeset schemata:watched_user_columns runOnChange:true splitStatements:false
-- The columns of auth.users that say who a user is, as far as it has them: none on a plain PostgreSQL.
create or replace function watched_user_columns() returns text[]
language plpgsql stable set search_path from current
as $$
begin
  return array(
    select attname::text from pg_attribute
    where attrelid = to_regclass('auth.users') and not attisdropped
      and attname in ('is_anonymous', 'email_confirmed_at', 'phone_confirmed_at')
    order by attname);
end
$$;
revoke all on function watched_user_columns() from public, anon, authenticated, service_role;
