--liquibase formatted sql

--changeset schemata:grant_welcome_credits runOnChange:true splitStatements:false
-- Opens a new user's account and gives them the tenant's welcome credits, once for ever: 'created', or 'present' when they,
-- or a user before them of the same address, had them. Null while it is not known who they are: they get them when it is.
-- How many is the tenant's setting, or else its product's own number.
create or replace function grant_welcome_credits(p_user_id uuid) returns text
language plpgsql set search_path from current
as $$
declare
  identity constant text := welcome_identity(p_user_id);
  entry_id constant uuid := gen_random_uuid();
  account credit_accounts;
  amount integer;
  is_new_here boolean;
begin
  if identity is null then
    return (select 'present' from credit_requests
            where function = 'new-user' and caller_id is null and key = p_user_id::text);
  end if;
  account := open_credit_account(p_user_id);
  -- Also of users who have had them: who confirms another address has had them under that one too.
  insert into welcome_grants (identity_digest) values (welcome_digest(identity)) on conflict do nothing;
  is_new_here := found;
  if claim_credit_request(null, p_user_id, 'new-user', p_user_id::text, '{}', entry_id) <> entry_id or not is_new_here then
    return 'present';
  end if;
  amount := coalesce(
    (select welcome_credits from schemata.enrolled_tenants where schema_name = current_schema()), welcome_credits());
  if amount > 0 then
    update credit_accounts set available = available + amount, updated_at = now()
    where user_id = p_user_id
    returning * into strict account;
    insert into credit_ledger (id, user_id, type, amount, balance_after, note)
    values (entry_id, p_user_id, 'grant', amount, account.available, 'Welcome bonus');
  end if;
  return 'created';
end
$$;
revoke all on function grant_welcome_credits(uuid) from public, anon, authenticated, service_role;
