select distinct welcome_digest(identity) as identity_digest
from pg_temp.step_credit_users
join auth.users on users.id = user_id
cross join welcome_identity(user_id) as identity
where identity is not null
