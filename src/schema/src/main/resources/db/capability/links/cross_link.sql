--liquibase formatted sql

--changeset schemata:cross_link runOnChange:true splitStatements:false
-- Links two rows as the caller: the insert is refused where row level security hides one of them. A link that is there
-- already is answered as it is, and is not created. Where the call says another confidence or other metadata, its maker
-- changes them with p_update; else it is refused. With a key, a repeat gets the first call's answer.
create or replace function cross_link(
  p_role text, p_claims text, p_key text,
  p_source_mode text, p_source_type text, p_source_id uuid,
  p_target_mode text, p_target_type text, p_target_id uuid,
  p_link_type text, p_confidence double precision, p_metadata text, p_update boolean default false
) returns link_answer
language plpgsql security invoker set search_path from current
as $$
declare
  claims constant jsonb := p_claims;
  caller_id constant uuid := case when p_role = 'authenticated' then claims ->> 'sub' end;
  details constant jsonb := coalesce(p_metadata, '{}');
  known jsonb;
  link cross_links;
  created boolean;
  answer link_answer;
begin
  perform require_linkable(p_source_mode, p_source_type, 'source.');
  perform require_linkable(p_target_mode, p_target_type, 'target.');
  perform require_link_type(p_link_type);
  known := claim_link_request(caller_id, 'cross-link', p_key, jsonb_build_object(
    'source', array[p_source_mode, p_source_type, p_source_id::text],
    'target', array[p_target_mode, p_target_type, p_target_id::text],
    'linkType', p_link_type, 'confidence', p_confidence, 'metadata', details)
    || case when p_update then '{"update": true}'::jsonb else '{}' end);
  if known is not null then
    return jsonb_populate_record(null::link_answer, known);
  end if;

  perform act_as(p_role, claims);
  while link.id is null loop  -- whoever has just made it may just remove it
    insert into cross_links
      (source_mode, source_type, source_id, target_mode, target_type, target_id,
       link_type, confidence, metadata, created_by)
    values
      (p_source_mode, p_source_type, p_source_id, p_target_mode, p_target_type, p_target_id,
       p_link_type, p_confidence, details, caller_id)
    on conflict do nothing
    returning * into link;
    created := found;
    if not created then
      select * into link from cross_links
      where link_type = p_link_type and source_deleted_at is null and target_deleted_at is null
        and ((source_mode, source_type, source_id) = (p_source_mode, p_source_type, p_source_id)
             and (target_mode, target_type, target_id) = (p_target_mode, p_target_type, p_target_id)
          or (source_mode, source_type, source_id) = (p_target_mode, p_target_type, p_target_id)
             and (target_mode, target_type, target_id) = (p_source_mode, p_source_type, p_source_id)
             and exists (select from link_types t where t.link_type = p_link_type and t.is_symmetric));
    end if;
  end loop;
  if p_confidence <> link.confidence or (p_confidence is not null and link.confidence is null)
    or (p_metadata is not null and details <> link.metadata)
  then
    if p_update then
      update cross_links set confidence = coalesce(p_confidence, confidence),
        metadata = case when p_metadata is null then metadata else details end
      where id = link.id returning * into link;
    end if;
    if not p_update or not found then
      raise exception using errcode = 'SCC03', message = 'LINK_DIFFERS';
    end if;
  end if;
  perform set_config('role', 'none', true);

  answer := as_link_answer(link, created);
  perform keep_link_answer(caller_id, 'cross-link', p_key, to_jsonb(answer));
  return answer;
exception
  when foreign_key_violation then  -- of its maker alone: its ends are held
    raise exception using errcode = 'SCN06', message = 'USER_NOT_FOUND';
end
$$;
revoke all on function cross_link(text, text, text, text, text, uuid, text, text, uuid, text, double precision, text, boolean) from public, anon, authenticated, service_role;
grant execute on function cross_link(text, text, text, text, text, uuid, text, text, uuid, text, double precision, text, boolean) to schemata_functions;
