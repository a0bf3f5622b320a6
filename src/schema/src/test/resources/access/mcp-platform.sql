-- A row of Anna's in every table, and what is everybody's.
insert into welcome_keys default values;
select set_up_user(:anna, 'Anna');
insert into subscriptions (user_id, plan, status, current_period_start, current_period_end)
values (:anna, 'pro', 'active', now(), now() + interval '1 month');
insert into sessions (user_id, title) values (:anna, 'Bees');
insert into mcp_tools (name) values ('search');
insert into mcp_resources (uri, name) values ('file:///bees', 'Bees');
insert into mcp_prompts (name, template) values ('summary', 'Sum it up');
insert into mcp_unified_search_embeddings (tool_id, content, embedding)
select id, 'search', array_fill(0::real, array[1536]) from mcp_tools where name = 'search';
insert into episodic_memories (user_id, content) values (:anna, 'She asked about bees.');
insert into factual_memories (user_id, subject, predicate, object_value) values (:anna, 'Anna', 'keeps', 'bees');
insert into semantic_memories (user_id, concept, definition) values (:anna, 'bee', 'An insect.');
insert into procedural_memories (user_id, name, steps) values (:anna, 'harvest', '[]');
insert into working_memories (user_id, content) values (:anna, 'Harvest today.');
insert into session_memories (user_id, session_id, summary) select :anna, id, 'Of bees.' from sessions where user_id = :anna;
insert into models (provider, name, model_type) values ('acme', 'large', 'llm');
insert into model_embeddings (model_id, description, embedding)
select id, 'large', array_fill(0::real, array[1536]) from models where name = 'large';
insert into model_statistics (model_id, day) select id, current_date from models where name = 'large';
insert into traces (id, user_id, name, started_at) values (repeat('a', 32), :anna, 'call', now());
insert into spans (trace_id, id, name, started_at) values (repeat('a', 32), repeat('b', 16), 'query', now());
insert into span_logs (trace_id, span_id, message) values (repeat('a', 32), repeat('b', 16), 'slow');
insert into events (user_id, type) values (:anna, 'signed-in');
insert into carts (user_id) values (:anna);
insert into orders (user_id, items, currency, total_amount) values (:anna, '[]', 'EUR', 10);
select grant_credits(:anna, 10, 'purchase', null, null, null);
select reserve_credits(:anna, :anna, 3, null, 'call', 60, 'key');
insert into deleted_credit_accounts values (:anna);
update credit_accounts set available = available + 1 where user_id = :anna; -- a discrepancy, to be seen as one
insert into welcome_grants (identity_digest) values ('x');
