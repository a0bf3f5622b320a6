-- A row of Anna's in every table.
insert into welcome_keys default values;
select set_up_user(:anna, 'Anna');
with project as (
  insert into projects (user_id, name) values (:anna, 'Bees') returning id
), crawl as (
  insert into crawl_jobs (project_id, name) select id, 'first' from project returning id
)
insert into images (crawl_job_id, original_url, filename) select id, 'https://example.com/bee.png', 'bee.png' from crawl;
insert into activity_logs (user_id, action) values (:anna, 'signed in');
insert into api_keys (user_id, name, key_hash, key_prefix) values (:anna, 'laptop', :anna::text, 'pk_');
insert into notifications (user_id, type, title, message) values (:anna, 'crawl', 'Done', '12 images');
insert into usage_metrics (user_id, metric_date) values (:anna, current_date);
select reserve_credits(:anna, :anna, 3, null, 'crawl', 60, 'key');
insert into deleted_credit_accounts values (:anna);
update credit_accounts set available = available + 1 where user_id = :anna; -- a discrepancy, to be seen as one
insert into welcome_grants (identity_digest) values ('x');
