--liquibase formatted sql

--changeset schemata:unlink runOnChange:true splitStatements:false
-- Removes a link of the user's own making, or to a row of theirs when its maker is gone, or any when p_user_id is null: the
-- service's call. One that is somebody else's is as little found as one that is not there. With a key, a repeat is answered as
-- the first call was.
create or replace function unlink(p_user_id uuid, p_key text, p_link_id uuid, out removed boolean)
language plpgsql security definer set search_path from current
as $$
begin
  removed := claim_link_request(p_user_id, 'unlink', p_key, to_jsonb(p_link_id));
  if removed is null then
    delete from cross_links
    where id = p_link_id
      and (p_user_id is null or created_by = p_user_id
        or maker_left_at is not null
          and (owns_link_end(source_mode, source_type, source_end, p_user_id)
            or owns_link_end(target_mode, target_type, target_end, p_user_id)));
    if not found then
      raise exception using errcode = 'SCN05', message = 'LINK_NOT_FOUND';
    end if;
    removed := true;
    perform keep_link_answer(p_user_id, 'unlink', p_key, to_jsonb(removed));
  end if;
end
$$;
revoke all on function unlink(uuid, text, uuid) from public, anon, authenticated, service_role;
grant execute on function unlink(uuid, text, uuid) to schemata_functions;
