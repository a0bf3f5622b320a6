--liquibase formatted sql

--changeset schemata:hold_link_ends runOnChange:true splitStatements:false
-- Keeps both ends of a new link from being deleted until it is there for all to see: who deletes one then, deletes the
-- link. Runs as the owner, as holding a row takes more than seeing it. Rows are held in one order, whoever links them.
create or replace function hold_link_ends() returns trigger
language plpgsql security definer set search_path from current
as $$
declare
  place record;
  held boolean;
  ends integer := 0;
begin
  for place in
    select * from (values
      (new.source_mode, new.source_type, new.source_id), (new.target_mode, new.target_type, new.target_id)
    ) as link_end (mode, type, id)
    join linkable_types using (mode, type)
    order by mode, type, id
  loop
    execute format('select true from %I.%I where %I = $1 for key share',
                   place.schema_name, place.table_name, place.key_column)
    into held using place.id;
    if held is null then
      raise exception using errcode = 'SCN04', message = 'LINK_END_NOT_FOUND';
    end if;
    insert into link_ends (mode, type, id) values (place.mode, place.type, place.id) on conflict do nothing;
    ends := ends + 1;
  end loop;
  if ends < 2 then  -- its mode has been retired since it was looked for
    raise exception using errcode = 'SCN04', message = 'LINK_END_NOT_FOUND';
  end if;
  return new;
end
$$;
revoke all on function hold_link_ends() from public, anon, authenticated, service_role;

create or replace trigger cross_link_2_hold_ends before insert on cross_links
  for each row execute function hold_link_ends();
