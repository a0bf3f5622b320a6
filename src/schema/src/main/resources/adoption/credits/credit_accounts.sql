select holder.user_id, coalesce(total.available, 0) as available, coalesce(open.held, 0) as held,
  coalesce(open.number, 0) as open_reservations, holder.created_at
from pg_temp.step_credit_users as holder
join auth.users on users.id = holder.user_id
left join (
  select user_id, sum(amount) as available from pg_temp.new_credit_ledger group by user_id
) as total on total.user_id = holder.user_id
left join (
  select user_id, sum(amount) as held, count(*) as number from pg_temp.step_credit_holds group by user_id
) as open on open.user_id = holder.user_id
