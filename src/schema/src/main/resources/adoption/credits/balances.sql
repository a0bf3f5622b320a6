-- What a user had after each movement, and its place among all.
select *,
  sum(amount) over (partition by user_id order by created_at, turn, amount < 0, id) as balance,
  row_number() over (order by created_at, turn, amount < 0, id) as place,
  row_number() over (partition by stripe_payment_id order by created_at, id) as time_of_payment
from pg_temp.step_credit_movements
