--liquibase formatted sql

--changeset schemata:get_credit_balance runOnChange:true splitStatements:false
-- What a user has available, holds past their time included, for clients that ask through PostgREST; row level security decides whose they may ask.
create or replace function get_credit_balance(p_user_id uuid) returns integer
language sql stable security invoker set search_path from current
as $$
  select (coalesce((select available from credit_accounts where user_id = p_user_id), 0)
    + coalesce((select sum(amount) from credit_reservations
                where user_id = p_user_id and state = 'held' and expires_at <= now()), 0))::integer
$$;
revoke all on function get_credit_balance(uuid) from public, anon, authenticated, service_role;
grant execute on function get_credit_balance(uuid) to authenticated, service_role;
