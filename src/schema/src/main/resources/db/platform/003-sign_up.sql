--liquibase formatted sql

--changeset schemata:003-sign_up splitStatements:false
-- The tenants that every new user is set up in, as the registry says; migrate keeps it so.
create table enrolled_tenants (
  schema_name text primary key,
  welcome_credits integer check (welcome_credits between 0 and 1000000),  -- null: what its product gives
  enrolled_at timestamptz not null default now()
);

-- Whether the database itself sets up whoever signs up; one row.
create table sign_up_trigger (
  is_on boolean not null,
  only_row boolean primary key default true check (only_row)
);

-- Whom a sign-up could not be finished for, and where: new-user finishes it, and takes it off the list.
create table unfinished_sign_ups (
  user_id uuid not null references auth.users (id) on delete cascade,
  schema_name text not null,
  reason text not null,
  failures integer not null default 1,
  first_failed_at timestamptz not null default now(),
  last_failed_at timestamptz not null default now(),
  primary key (user_id, schema_name)
);

revoke all on enrolled_tenants, sign_up_trigger, unfinished_sign_ups from public, anon, authenticated, service_role, schemata_functions;
alter table enrolled_tenants enable row level security;
alter table sign_up_trigger enable row level security;
alter table unfinished_sign_ups enable row level security;
grant select on unfinished_sign_ups to service_role;

do $$
begin
  execute format('grant usage on schema %I to service_role, schemata_functions', current_schema());
end
$$;
