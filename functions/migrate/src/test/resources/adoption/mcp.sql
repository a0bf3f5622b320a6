-- What a platform of tools has: its users, sessions, a bill in its own words, and a table that the blueprint does not know.
create table users (
  id uuid primary key references auth.users (id) on delete cascade,
  email text unique,
  name text,
  is_active boolean default true,
  created_at timestamptz default now()
);
create table user_credit_transactions (
  id bigserial primary key,
  user_id uuid references users (id),
  transaction_type text not null check (transaction_type in ('add', 'consume', 'refund')),
  amount numeric(12, 2) not null,
  balance_before numeric(12, 2),
  balance_after numeric(12, 2),
  description text,
  created_at timestamptz default now()
);
create table tool_usage_statistics (id serial primary key, tool text, calls integer);
insert into auth.users (id, email) select md5('user ' || n)::uuid, 'user' || n || '@example.com' from generate_series(1, 8) as n;
insert into users (id, email, name) select id, email, 'Somebody' from auth.users;
insert into user_credit_transactions (user_id, transaction_type, amount, description, created_at)
select id, type, amount, 'of ' || type, now() - interval '1 day' + turn * interval '1 second'
from users cross join (values (1, 'add', 100), (2, 'consume', -30), (3, 'refund', 5)) as made (turn, type, amount);
insert into tool_usage_statistics (tool, calls) values ('search', 3);
