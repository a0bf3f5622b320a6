-- The users who were not there when an adoption began, and those whose address or number was confirmed since; whether each is
-- anonymous, and new.
select id, coalesce((to_jsonb(users) ->> 'is_anonymous')::boolean, false), known.user_id is null
from auth.users
join schemata.adoptions on adoptions.schema_name = ?
left join schemata.adoption_users as known on known.schema_name = adoptions.schema_name and known.user_id = users.id
where known.user_id is null
  or greatest((to_jsonb(users) ->> 'email_confirmed_at')::timestamptz, (to_jsonb(users) ->> 'phone_confirmed_at')::timestamptz)
    >= begun_at - interval '1 minute'
order by id
