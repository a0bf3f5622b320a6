-- The users of auth.users since a moment, and whether each is anonymous.
select id, coalesce((to_jsonb(users) ->> 'is_anonymous')::boolean, false)
from auth.users
where coalesce((to_jsonb(users) ->> 'created_at')::timestamptz, now()) >= ?::timestamptz - interval '1 minute'
order by id
