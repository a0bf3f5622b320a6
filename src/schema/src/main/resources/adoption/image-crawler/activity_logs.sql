select *, "timestamp" as created_at from pg_temp.old_activity_logs
