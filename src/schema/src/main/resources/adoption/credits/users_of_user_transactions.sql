select user_id::text::uuid as user_id, min(created_at) as created_at from pg_temp.old_user_credit_transactions group by user_id
