--liquibase formatted sql

--changeset schemata:credit_balance runOnChange:true splitStatements:false
-- A user's balance and last entries, read as the caller: row level security decides what the caller sees.
-- Always one row at least; a hold whose time is over counts as available, whether or not it was swept yet.
create or replace function credit_balance(p_role text, p_claims jsonb, p_user_id uuid, p_limit integer)
returns table (
  available integer, held integer,
  entry_id uuid, type text, amount integer, balance_after integer, note text, job_id uuid, created_at timestamptz
)
language plpgsql security invoker set search_path from current
as $$
begin
  perform act_as(p_role, p_claims);
  if p_role = 'service_role' and not exists (select from credit_accounts where user_id = p_user_id) then
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
  end if;
  return query
    select coalesce(account.available + overdue.amount, 0)::integer, coalesce(account.held - overdue.amount, 0)::integer,
           entry.id, entry.type, entry.amount, entry.balance_after, entry.note, entry.job_id, entry.created_at
    from (select coalesce(sum(r.amount), 0) as amount from credit_reservations r
          where r.user_id = p_user_id and r.state = 'held' and r.expires_at <= clock_timestamp()) overdue
    left join credit_accounts account on account.user_id = p_user_id
    left join lateral (
      select * from credit_ledger l where l.user_id = p_user_id order by l.entry_number desc limit p_limit
    ) entry on true
    order by entry.entry_number desc;
end
$$;
revoke all on function credit_balance(text, jsonb, uuid, integer) from public, anon, authenticated, service_role;
grant execute on function credit_balance(text, jsonb, uuid, integer) to schemata_functions;
