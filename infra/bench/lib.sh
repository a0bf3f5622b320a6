# What the benches share: a PostgreSQL of their own on a free port, migrated, with 1,000 users and their tokens.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d); chmod 755 "$work"
bin=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")
port=$(node -e 'const s=require("net").createServer().listen(0,()=>{console.log(s.address().port);s.close()})')
http_port=$(node -e 'const s=require("net").createServer().listen(0,()=>{console.log(s.address().port);s.close()})')
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
stop() { [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true; as_server "$bin/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap stop EXIT

mkdir "$work/pg"; [ "$(id -u)" != 0 ] || chown nobody "$work/pg"
as_server "$bin/initdb" -D "$work/pg/data" -A trust -U postgres -E UTF8 --locale C >/dev/null
as_server "$bin/pg_ctl" -D "$work/pg/data" -l "$work/pg/log" -w -o "-p $port -k '' -c listen_addresses=127.0.0.1 -c max_connections=200" start >/dev/null
owner=postgresql://postgres:none@127.0.0.1:$port/postgres
export SCHEMATA_TENANTS_PUBLIC_SCHEMA=public SCHEMATA_TENANTS_PUBLIC_BLUEPRINT=video-studio SCHEMATA_TENANTS_PUBLIC_STAGE=test
export SCHEMATA_MIGRATE_SIGN_UP_TRIGGER=false SCHEMATA_DEFAULT_TENANT=public SCHEMATA_JWT_SECRET=super-secret-jwt-token-with-at-least-32-characters-long
export SCHEMATA_JWT_USER_ISSUERS=http://127.0.0.1:54321/auth/v1 QUARKUS_HTTP_PORT=$http_port
DATABASE_URL=$owner java -jar "$root/functions/migrate/target/quarkus-app/quarkus-run.jar" apply >/dev/null 2>&1
# A process that waits before it stops leaves the processor idle, and the next one starts on a cold one.
export QUARKUS_SHUTDOWN_DELAY=0S
export DATABASE_URL=postgresql://schemata_functions:none@127.0.0.1:$port/postgres

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
sql() { psql -qXtA -v ON_ERROR_STOP=1 "$owner" "$@"; }
node "$root/infra/bench/tokens.js" 1000 >"$work/tokens"

# Every user has a million credits again and nothing on their books; the cap on open holds is for people, not for benches.
reset() {
  sql <<'SQL'
set client_min_messages = warning;
alter table credit_ledger disable trigger all;
alter table credit_accounts disable trigger keep_ledger_whole;
truncate credit_requests, credit_reservations, credit_ledger, credit_accounts cascade;
alter table credit_ledger enable trigger all;
alter table credit_accounts enable always trigger keep_ledger_whole;
alter table credit_accounts drop constraint if exists credit_accounts_open_reservations_check;
insert into auth.users (id) select ('00000000-0000-4000-9000-' || lpad(i::text, 12, '0'))::uuid from generate_series(1, 1000) i
  on conflict do nothing;
insert into credit_accounts (user_id, available)
  select ('00000000-0000-4000-9000-' || lpad(i::text, 12, '0'))::uuid, 1000000 from generate_series(1, 1000) i;
insert into credit_ledger (user_id, type, amount, balance_after) select user_id, 'grant', available, available from credit_accounts;
vacuum analyze credit_accounts;
checkpoint;
SQL
}

# What a function's process needs until its first answer: first_answers <function> <token> <body>
first_answers() {
  local folder=$root/functions/$1/target native
  native=$(ls -t "$folder"/*-runner 2>/dev/null | head -1 || true)
  reset
  first() { python3 "$root/infra/bench/first-answer.py" "$@" | awk '{ printf "first answer %s ms after exec, %s MiB resident", $1, $2 }'; }
  [ -z "$native" ] || echo "$1, native: $(first "$1" "$2" "$3" "$native"), $(($(stat -c %s "$native") / 1048576)) MiB file"
  echo "$1, jvm:    $(first "$1" "$2" "$3" "${BENCH_JAVA:-java}" -jar "$folder/quarkus-app/quarkus-run.jar")"
}
