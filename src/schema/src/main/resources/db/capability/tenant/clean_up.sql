--liquibase formatted sql

--changeset schemata:clean_up runOnChange:true splitStatements:false
-- One batch of cleaning up in this tenant, as far as it has what can be cleaned up: answers how many of each, where less
-- than p_batch_size means that there is no more. Dangling links are only counted. A dry run counts all of it and changes nothing.
create or replace function clean_up(
  p_batch_size integer, p_dry_run boolean,
  out drafts_deleted integer, out reservations_expired integer, out dangling_links integer
)
language plpgsql security definer set search_path from current
as $$
begin
  drafts_deleted := 0;
  reservations_expired := 0;
  dangling_links := 0;
  if to_regprocedure('delete_expired_drafts(integer, boolean)') is not null then
    drafts_deleted := delete_expired_drafts(p_batch_size, p_dry_run);
  end if;
  if to_regprocedure('expire_reservations(integer, boolean)') is not null then  -- last: it holds people's accounts
    reservations_expired := expire_reservations(p_batch_size, p_dry_run);
  end if;
end
$$;
revoke all on function clean_up(integer, boolean) from public, anon, authenticated, service_role;
grant execute on function clean_up(integer, boolean) to schemata_functions;
