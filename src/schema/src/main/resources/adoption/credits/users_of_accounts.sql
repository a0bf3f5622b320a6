select user_id, created_at from pg_temp.old_credit_accounts
