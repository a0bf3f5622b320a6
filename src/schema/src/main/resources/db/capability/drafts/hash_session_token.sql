--liquibase formatted sql

--changeset schemata:hash_session_token runOnChange:true splitStatements:false
-- A token that comes with a row of a client's own is kept as its SHA-256 and never as itself. It has to have the length
-- that 128 bits need, and a transaction may use one only, so that nobody holds up other people's drafts by the thousand.
-- Only save_draft, which runs as the table's owner, hands over a hash already.
create or replace function hash_session_token() returns trigger
language plpgsql set search_path from current
as $$
declare
  before constant text := nullif(current_setting('schemata.session_token', true), '');
begin
  if current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    if char_length(new.session_token) not between 22 and 255 then
      raise exception using errcode = 'check_violation', message = 'session_token has to have 22 to 255 characters';
    end if;
    new.session_token := encode(sha256(convert_to(new.session_token, 'UTF8')), 'hex');
    if before <> new.session_token then
      raise exception using errcode = 'SCL01', message = 'LIMIT_EXCEEDED';
    end if;
    perform set_config('schemata.session_token', new.session_token, true);
  end if;
  return new;
end
$$;
revoke all on function hash_session_token() from public, anon, authenticated, service_role;

-- Triggers fire in the order of their names: the token is hashed first, then counted.
create or replace trigger draft_1_hash_session_token before insert on draft_prompts
  for each row execute function hash_session_token();
