select user_id, min(created_at) as created_at from pg_temp.old_credit_ledger group by user_id
