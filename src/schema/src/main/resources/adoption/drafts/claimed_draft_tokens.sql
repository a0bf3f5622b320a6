-- Whose a token is: the first who claimed a draft of it.
select distinct on (session_token) session_token, user_id, updated_at as claimed_at
from pg_temp.new_draft_prompts
where user_id in (select id from auth.users)
order by session_token, updated_at, user_id
