select *, full_name as display_name from pg_temp.old_profiles
