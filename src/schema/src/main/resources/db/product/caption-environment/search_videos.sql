--liquibase formatted sql

--changeset schemata:search_videos runOnChange:true splitStatements:false
-- The captions that hold all words of a question, best first, up to 100 of them, of videos the caller may see.
create or replace function search_videos(p_question text, p_limit integer default 20)
returns table (video_id uuid, title text, starts_at_seconds numeric, caption text, rank real)
language plpgsql stable security invoker set search_path from current
as $$
#variable_conflict use_column
begin
  return query
    select video.id, video.title, found.starts_at_seconds, found.caption, ts_rank(found.search, question)
    from plainto_tsquery('simple', p_question) as question
    join video_search_index as found on found.search @@ question
    join videos as video on video.id = found.video_id and video.deleted_at is null
    order by 5 desc, found.id limit least(greatest(p_limit, 0), 100);
end
$$;
revoke all on function search_videos(text, integer) from public, anon, authenticated, service_role;
grant execute on function search_videos(text, integer) to authenticated, service_role;
