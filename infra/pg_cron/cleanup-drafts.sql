-- Calls cleanup-drafts every ten minutes from the database itself: pg_cron keeps the time, pg_net sends the request and
-- waits for nothing, Vault keeps the key. Once before, as the database's administrator:
--
--   select vault.create_secret('https://functions.example.com/', 'schemata_functions_url');
--   select vault.create_secret('<the service key>', 'schemata_service_key');
--
-- The same name again changes the job; select cron.unschedule('schemata cleanup-drafts') ends it.
select cron.schedule('schemata cleanup-drafts', '*/10 * * * *', $job$
  select net.http_post(
    url := url.decrypted_secret || 'cleanup-drafts',
    headers := jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || key.decrypted_secret),
    body := '{}'::jsonb,
    timeout_milliseconds := 60000
  )
  from vault.decrypted_secrets url, vault.decrypted_secrets key
  where url.name = 'schemata_functions_url' and key.name = 'schemata_service_key'
$job$);
