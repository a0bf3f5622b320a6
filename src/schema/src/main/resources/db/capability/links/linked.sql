--liquibase formatted sql

--changeset schemata:linked runOnChange:true splitStatements:false
-- Up to p_limit links of a row as the caller sees them, newest first, of those older than the place p_before. Links they
-- may not see are passed over, a thousand at once; with p_may_cut 5,000 in all: then the last row answered is no link but has
-- the place to go on from, as its time and the id of its source. Without such a row, fewer than p_limit means that there are
-- no more.
create or replace function linked(
  p_role text, p_claims text, p_mode text, p_type text, p_id uuid,
  p_direction text, p_link_type text, p_before_micros bigint, p_before_id uuid, p_limit integer,
  p_may_cut boolean default false
) returns setof link_answer
language plpgsql security invoker set search_path from current
as $$
declare
  near constant link_ends := row(p_mode, p_type, p_id);
  before timestamptz := coalesce(timestamptz 'epoch' + p_before_micros * interval '1 microsecond', 'infinity');
  before_id uuid := p_before_id;
  wanted integer := p_limit;
  chunk integer := p_limit;
  links cross_links[];
  visible uuid[];
  answered integer;
  scanned integer := 0;
  place link_answer;
begin
  perform act_as(p_role, p_claims::jsonb);
  perform require_linkable(p_mode, p_type, '');
  perform require_link_end(p_mode, p_type, p_id);
  loop
    perform set_config('role', 'none', true);
    links := array(select link from link_page(near, p_direction, p_link_type, before, before_id, chunk) as link);
    perform set_config('role', p_role, true);
    visible := visible_links(near, links);
    perform set_config('role', 'none', true);
    return query
      select answer.* from unnest(links) as link, as_link_answer(link, null) as answer
      where link.id = any (visible) order by link.created_at desc, link.id desc limit wanted;
    get diagnostics answered = row_count;
    wanted := wanted - answered;
    exit when wanted = 0 or cardinality(links) < chunk;
    scanned := scanned + chunk;
    if p_may_cut and scanned >= 5000 then
      place.link_id := gen_random_uuid();
      place.source_id := links[cardinality(links)].id;
      place.created_at := links[cardinality(links)].created_at;
      return next place;
      exit;
    end if;
    chunk := 1000;
    before := links[cardinality(links)].created_at;
    before_id := links[cardinality(links)].id;
  end loop;
end
$$;
revoke all on function linked(text, text, text, text, uuid, text, text, bigint, uuid, integer, boolean) from public, anon, authenticated, service_role;
grant execute on function linked(text, text, text, text, uuid, text, text, bigint, uuid, integer, boolean) to schemata_functions;
