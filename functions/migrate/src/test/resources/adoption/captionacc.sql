-- What a captioning product has in public before it has environments: two organisations, their people, videos and captions.
create table tenants (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  slug text unique not null,
  storage_quota_gb integer not null default 100,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create table user_profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  tenant_id uuid references tenants (id),
  full_name text,
  avatar_url text,
  role text not null default 'member' check (role in ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create table videos (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references tenants (id) on delete cascade,
  uploaded_by uuid references auth.users (id),
  title text not null,
  filename text not null,
  storage_key text unique not null,
  size_bytes bigint,
  duration_seconds real,
  status text not null default 'uploading' check (status in ('uploading', 'processing', 'ready', 'failed')),
  created_at timestamptz default now(),
  deleted_at timestamptz
);
create table video_search_index (
  id bigserial primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  video_id uuid not null references videos (id) on delete cascade,
  frame_index integer not null,
  starts_at_seconds double precision not null,
  ends_at_seconds double precision not null,
  caption text,
  search tsvector,
  created_at timestamptz default now(),
  unique (video_id, frame_index)
);
create function own_tenant() returns uuid language sql stable security definer as
  $$ select tenant_id from public.user_profiles where id = auth.uid() $$;
alter table videos enable row level security;
create policy "Own tenant" on videos using (tenant_id = own_tenant());
create table storage_events (id serial primary key, video_id uuid references videos (id), event text);

insert into auth.users (id, email) select md5('user ' || n)::uuid, 'user' || n || '@example.com' from generate_series(1, 12) as n;
insert into tenants (id, name, slug) values (md5('one')::uuid, 'One', 'one'), (md5('two')::uuid, 'Two', 'two');
insert into user_profiles (id, tenant_id, full_name, role)
select id, md5(case when email < 'user3' then 'one' else 'two' end)::uuid, 'Somebody', 'owner' from auth.users;
insert into videos (id, tenant_id, uploaded_by, title, filename, storage_key, duration_seconds, status)
select md5('video ' || n)::uuid, md5(case n % 2 when 0 then 'one' else 'two' end)::uuid, md5('user ' || n % 12 + 1)::uuid,
  'Video ' || n, n || '.mp4', 'videos/' || n, 12.5, 'ready'
from generate_series(1, 30) as n;
insert into video_search_index (tenant_id, video_id, frame_index, starts_at_seconds, ends_at_seconds, caption)
select tenant_id, id, n, n, n + 1, 'word ' || n from videos cross join generate_series(0, 19) as n;
insert into storage_events (video_id, event) select id, 'stored' from videos;
