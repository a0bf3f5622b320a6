--liquibase formatted sql

--changeset schemata:take_over_users runOnChange:true splitStatements:false
-- Moves what anonymous users who have chosen an account have in this tenant to it, as far as its capabilities know of any.
-- Nulls when none has. One who has an account of their own by now keeps what they have.
create or replace function take_over_users(p_user_id uuid, out moved_drafts integer, out moved_credits integer)
language plpgsql set search_path from current
as $$
declare
  taken record;
  moved integer;
begin
  for taken in select * from schemata.taken_over_users where user_id = p_user_id order by previous_id
  loop
    begin
      perform from auth.users where id = taken.previous_id for share;  -- so that they get no account meanwhile
    exception
      when insufficient_privilege then
        null;
    end;
    continue when not schemata.is_anonymous_user(taken.previous_id);
    -- What is not in every tenant is called by EXECUTE, so that a check of this body does not miss it.
    if to_regprocedure('take_over_credits(uuid, uuid)') is not null then
      execute format('select %s($1, $2)', 'take_over_credits') into moved using p_user_id, taken.previous_id;
      moved_credits := coalesce(moved_credits, 0) + moved;
    end if;
    if to_regprocedure('take_over_drafts(uuid, uuid)') is not null then
      execute format('select %s($1, $2)', 'take_over_drafts') into moved using p_user_id, taken.previous_id;
      moved_drafts := coalesce(moved_drafts, 0) + moved;
    end if;
  end loop;
end
$$;
revoke all on function take_over_users(uuid) from public, anon, authenticated, service_role;
