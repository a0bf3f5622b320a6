select *, metadata as data from pg_temp.old_notifications
