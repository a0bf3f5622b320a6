--liquibase formatted sql

--changeset schemata:leave_links runOnChange:true splitStatements:false
-- Notes when a link has lost its maker.
create or replace function leave_links() returns trigger
language plpgsql set search_path from current
as $$
begin
  new.maker_left_at := now();
  return new;
end
$$;
revoke all on function leave_links() from public, anon, authenticated, service_role;

create or replace trigger cross_link_3_leave before update of created_by on cross_links
  for each row when (old.created_by is not null and new.created_by is null) execute function leave_links();
