--liquibase formatted sql

--changeset schemata:list_drafts runOnChange:true splitStatements:false
-- A page of up to p_limit drafts and 256 KiB of them, but one in any case, newest first, of those older than the place
-- p_before: the caller's of a token, which comes as its SHA-256, or, without one, all that the user has claimed. A last row
-- without a prompt tells that there is another page.
create or replace function list_drafts(
  p_caller_id uuid, p_session_token text, p_before_micros bigint, p_before_id uuid, p_limit integer
) returns table (
  draft_id uuid, prompt text, template_id text, options text, created_at timestamptz, expires_at timestamptz
)
language plpgsql stable security definer set search_path from current set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  before constant timestamptz := coalesce(timestamptz 'epoch' + p_before_micros * interval '1 microsecond', 'infinity');
begin
  return query
    with found as (
      select id, prompt_text, template_id, options::text as options, created_at, expires_at
      from callers_drafts(p_caller_id, p_session_token)
      where p_session_token is not null and (created_at, id) < (before, p_before_id)
      union all
      (select id, prompt_text, template_id, options::text, created_at, expires_at
      from draft_prompts
      where p_session_token is null and user_id = p_caller_id and (created_at, id) < (before, p_before_id)
      order by created_at desc, id desc limit p_limit + 1)
      order by created_at desc, id desc limit p_limit + 1
    ), counted as (
      select *, row_number() over newest as place, sum(octet_length(prompt_text) + octet_length(options)) over newest as bytes
      from found
      window newest as (order by created_at desc, id desc)
    ), paged as (
      select *, place = 1 or place <= p_limit and bytes <= 262144 as is_here from counted
    )
    select id, case when is_here then prompt_text else '' end, template_id, case when is_here then options else '{}' end,
      created_at, expires_at
    from paged
    where is_here or place = 1 + (select count(*) from paged here where here.is_here)
    order by created_at desc, id desc;
end
$$;
revoke all on function list_drafts(uuid, text, bigint, uuid, integer) from public, anon, authenticated, service_role;
grant execute on function list_drafts(uuid, text, bigint, uuid, integer) to schemata_functions;
