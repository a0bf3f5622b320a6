-- The users who signed up, or whose address or number was confirmed, since a moment, and whether each is anonymous.
select id, coalesce((to_jsonb(users) ->> 'is_anonymous')::boolean, false)
from auth.users
where greatest(
  coalesce((to_jsonb(users) ->> 'created_at')::timestamptz, now()),
  (to_jsonb(users) ->> 'email_confirmed_at')::timestamptz,
  (to_jsonb(users) ->> 'phone_confirmed_at')::timestamptz) >= ?::timestamptz
order by id
