-- Has new-user finish, every five minutes, the sign-ups that the database's own trigger could not: at most 100 a time,
-- those that have waited longest first. The secrets are those of cleanup-drafts.sql.
select cron.schedule('schemata finish-sign-ups', '*/5 * * * *', $job$
  select net.http_post(
    url := url.decrypted_secret || 'new-user',
    headers := jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || key.decrypted_secret),
    body := jsonb_build_object('userId', unfinished.user_id),
    timeout_milliseconds := 60000
  )
  from vault.decrypted_secrets url, vault.decrypted_secrets key,
       (select user_id from (
          select user_id, last_failed_at as since from schemata.unfinished_sign_ups
          union all select user_id, missed_at from schemata.missed_sign_ups
        ) either group by user_id order by min(since) limit 100) unfinished
  where url.name = 'schemata_functions_url' and key.name = 'schemata_service_key'
$job$);
