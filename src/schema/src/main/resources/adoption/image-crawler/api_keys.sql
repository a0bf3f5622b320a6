select *, rate_limit as rate_limit_per_minute from pg_temp.old_api_keys
