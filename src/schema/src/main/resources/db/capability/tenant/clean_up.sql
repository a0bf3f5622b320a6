--liquibase formatted sql

--changeset schemata:clean_up runOnChange:true splitStatements:false
-- One batch of cleaning one kind of thing up in this tenant: answers how many, where less than p_batch_size means that
-- nobody has left more to do, or null where the tenant has no such things. A dry run counts all of them and changes
-- nothing. A table that somebody has locked is soon left for later: there are other tenants.
create or replace function clean_up(p_kind text, p_batch_size integer, p_dry_run boolean, out cleaned integer)
language plpgsql security definer set search_path from current set lock_timeout = '500ms'
as $$
declare
  cleaner regprocedure;
begin
  case p_kind
    when 'drafts' then cleaner := to_regprocedure('delete_expired_drafts(integer, boolean)');
    when 'reservations' then cleaner := to_regprocedure('expire_reservations(integer, boolean)');
    when 'links' then cleaner := to_regprocedure('repair_links(integer, boolean)');
    when 'credit requests' then cleaner := to_regprocedure('forget_credit_requests(integer, boolean)');
    when 'deleted accounts' then cleaner := to_regprocedure('unname_deleted_accounts(integer, boolean)');
    when 'draft claims' then cleaner := to_regprocedure('forget_draft_claims(integer, boolean)');
  end case;
  if cleaner is not null then
    execute format('select %s($1, $2)', cleaner::regproc) into cleaned using p_batch_size, p_dry_run;
  end if;
end
$$;
revoke all on function clean_up(text, integer, boolean) from public, anon, authenticated, service_role;
grant execute on function clean_up(text, integer, boolean) to schemata_functions;
