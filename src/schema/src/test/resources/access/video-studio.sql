-- A row of Anna's in every table.
insert into welcome_keys default values;
select set_up_user(:anna, 'Anna');
insert into draft_prompts (session_token, prompt_text, user_id) values (repeat('ab', 32), 'a film about bees', :anna);
insert into draft_claims (user_id, key, session_token) values (:anna, 'key', repeat('ab', 32));
insert into claimed_draft_tokens (session_token, user_id) values (repeat('ab', 32), :anna);
insert into draft_requests (key, digest, draft_id, expires_at) values (repeat('ab', 32), 'x', gen_random_uuid(), now());
with project as (
  insert into projects (user_id, title, prompt_text, niche_preset) values (:anna, 'Bees', 'a film about bees', 'facts') returning id
), job as (
  insert into jobs (user_id, project_id) select :anna, id from project returning id
), step as (
  insert into job_steps (job_id, step_name, step_order) select id, 'script', 1 from job
)
insert into assets (job_id, type, url, storage_path) select id, 'video', 'https://example.com/v', 'v' from job;
select reserve_credits(:anna, :anna, 3, id, null, 60, 'key') from jobs where user_id = :anna;
insert into deleted_credit_accounts values (:anna);
update credit_accounts set available = available + 1 where user_id = :anna; -- a discrepancy, to be seen as one
insert into welcome_grants (identity_digest) values ('x');
