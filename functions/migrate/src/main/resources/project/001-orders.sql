--liquibase formatted sql

--changeset shop:001-orders
-- No schema is named here: this runs in the schema of each tenant of the blueprint.
create table orders (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users on delete cascade,
  created_at timestamptz not null default now()
);
create index orders_user_id_idx on orders (user_id);
revoke all on orders from public, anon, authenticated, service_role;
alter table orders enable row level security;
create policy "Users see their orders" on orders for select to authenticated using (user_id = (select auth.uid()));
grant select on orders to authenticated;
