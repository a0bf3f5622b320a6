select *,
  email_enabled as email_notifications,
  push_enabled as push_notifications,
  sms_enabled as sms_notifications,
  crawl_jobs_enabled as job_notifications,
  billing_enabled as billing_notifications,
  security_enabled as security_notifications,
  marketing_enabled as marketing,
  product_updates_enabled as product_updates
from pg_temp.old_notification_preferences
