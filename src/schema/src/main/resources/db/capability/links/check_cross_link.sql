--liquibase formatted sql

--changeset schemata:check_cross_link runOnChange:true splitStatements:false
-- Every new link, whichever way it comes: both its ends are linkable, there, and to be seen by whoever links them, they are
-- two, and its type is no other spelling of one. A link of a symmetric type is turned so that it is the same from either end.
create or replace function check_cross_link() returns trigger
language plpgsql security invoker set search_path from current
as $$
declare
  source constant link_ends := row(new.source_mode, new.source_type, new.source_id);
  target constant link_ends := row(new.target_mode, new.target_type, new.target_id);
begin
  perform require_linkable(source.mode, source.type, 'source.');
  perform require_linkable(target.mode, target.type, 'target.');
  perform require_link_type(new.link_type);
  perform require_link_end(source.mode, source.type, source.id);
  perform require_link_end(target.mode, target.type, target.id);
  if source = target then
    raise exception using errcode = 'SCU01', message = 'SELF_LINK';
  end if;
  if exists (select from link_types where link_type = new.link_type and is_symmetric)
    and (source.mode collate "C", source.type collate "C", source.id)
      > (target.mode collate "C", target.type collate "C", target.id)
  then
    new.source_mode := target.mode;
    new.source_type := target.type;
    new.source_id := target.id;
    new.target_mode := source.mode;
    new.target_type := source.type;
    new.target_id := source.id;
  end if;
  return new;
end
$$;
revoke all on function check_cross_link() from public, anon, authenticated, service_role;

-- Triggers fire in the order of their names: a link is checked first, then its ends are held.
create or replace trigger cross_link_1_check before insert on cross_links
  for each row execute function check_cross_link();
