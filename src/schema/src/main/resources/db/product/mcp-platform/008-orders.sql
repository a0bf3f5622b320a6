--liquibase formatted sql

--changeset schemata:008-orders splitStatements:false
-- What users are about to buy, and what they have bought. An order is what a cart was when it was paid, and outlives its
-- user without naming him.
create table carts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references users (id) on delete cascade,
  status text not null default 'open' check (status in ('open', 'ordered', 'abandoned')),
  items jsonb not null default '[]' check (jsonb_typeof(items) = 'array'),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '30 days'
);
create unique index carts_one_open on carts (user_id) where status = 'open';
create index idx_carts_user on carts (user_id, created_at desc);

create table orders (
  id uuid primary key default gen_random_uuid(),
  order_number bigint not null generated always as identity unique,
  user_id uuid references users (id) on delete set null,
  cart_id uuid unique references carts (id) on delete set null,
  status text not null default 'pending'
    check (status in ('pending', 'paid', 'fulfilled', 'cancelled', 'refunded', 'failed')),
  items jsonb not null check (jsonb_typeof(items) = 'array'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  total_amount numeric(12, 2) not null check (total_amount >= 0),
  credits_amount integer not null default 0 check (credits_amount >= 0),
  stripe_payment_id text unique,
  paid_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint orders_paid check ((status in ('paid', 'fulfilled', 'refunded')) <= (paid_at is not null))
);
create index idx_orders_user on orders (user_id, created_at desc);
create index idx_orders_unfinished on orders (created_at) where status in ('pending', 'paid');

revoke all on carts, orders, orders_order_number_seq from public, anon, authenticated, service_role;
alter table carts enable row level security;
alter table orders enable row level security;
create policy "Users see their own carts" on carts
  for select to authenticated using (user_id = (select auth.uid()));
create policy "Users open a cart of their own" on carts
  for insert to authenticated with check (user_id = (select auth.uid()) and status = 'open');
create policy "Users fill and leave their own open cart" on carts
  for update to authenticated using (user_id = (select auth.uid()) and status = 'open')
  with check (user_id = (select auth.uid()) and status in ('open', 'abandoned'));
create policy "Users see their own orders" on orders
  for select to authenticated using (user_id = (select auth.uid()));

-- What something costs, and that it was paid, is the service's to say.
grant select, insert (id, user_id, items, currency), update (items, status) on carts to authenticated;
grant select on orders to authenticated;
grant select, insert, update, delete on carts, orders to service_role;

create trigger tr_carts_updated before update on carts
  for each row execute function touch_updated_at();
create trigger tr_orders_updated before update on orders
  for each row execute function touch_updated_at();
