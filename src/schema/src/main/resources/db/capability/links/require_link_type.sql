--liquibase formatted sql

--changeset schemata:require_link_type runOnChange:true splitStatements:false
-- Refuses a link type that is another spelling of one: with capitals, with spaces around it or more than one in a row, in
-- another form of the same Unicode text, or with characters that nobody sees. A type that is configured is written as it is configured.
create or replace function require_link_type(p_link_type text) returns void
language plpgsql stable security definer set search_path from current
as $$
declare
  invisible constant text := '[[:cntrl:]\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F'
    '\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U000E0000-\U000E0FFF]';
  plain text := p_link_type;
begin
  if current_setting('server_encoding') = 'UTF8' then
    plain := regexp_replace(normalize(plain, NFKC), invisible, '', 'g');
  end if;
  plain := lower(regexp_replace(btrim(plain), '\s+', ' ', 'g'));
  if exists (select from pg_collation where collname = 'und-x-icu') then  -- the database's own may know ASCII alone
    execute 'select lower($1 collate "und-x-icu")' into plain using plain;
  end if;
  if p_link_type <> plain and not exists (select from link_types where link_type = p_link_type) then
    raise exception using errcode = 'SCI01', message = 'INVALID_REQUEST' || ' linkType';
  end if;
end
$$;
revoke all on function require_link_type(text) from public, anon, authenticated, service_role;
grant execute on function require_link_type(text) to authenticated, service_role, schemata_functions;
