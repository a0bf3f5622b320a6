select *, round(storage_used_gb * 1073741824)::bigint as storage_used_bytes from pg_temp.old_usage_metrics
