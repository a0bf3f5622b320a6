--liquibase formatted sql

--changeset schemata:payment_digest runOnChange:true splitStatements:false
-- What is kept of a deleted user's payment id, so that the payment is not credited again to anybody.
create or replace function payment_digest(p_payment_id text) returns text
language plpgsql immutable set search_path from current
as $$
begin
  return 'sha256:' || encode(sha256(convert_to(p_payment_id, 'UTF8')), 'hex');
end
$$;
revoke all on function payment_digest(text) from public, anon, authenticated, service_role;
