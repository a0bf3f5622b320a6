-- Whoever had credits here had the welcome credits.
select null::uuid as caller_id, 'new-user' as function, user_id::text as key, user_id, '{}'::jsonb as request,
  md5('schemata: welcome of ' || user_id)::uuid as subject_id
from pg_temp.step_credit_users
where user_id in (select id from auth.users)
