--- a CTE and an alias with the schema's name
create table line (id int primary key, item text);
create function f() returns bigint language sql as $$
  with source as (select 1 as line, 2 as item) select sum(source.line) from source $$;
create function g() returns text language plpgsql as $$
declare answer text;
begin
  select source.item into answer from (select 'alias' as item) source;
  return answer || (select count(*) from source.line);
end $$;
-- probe: select f()::text || g() => 1alias0

--- a parameter with the schema's name
create table line (id int primary key);
create type pair as (line int, item int);
create function f(source pair) returns int language sql as $$ select source.line + (source).item $$;
create function g(source pair) returns int language plpgsql as $$
begin return source.line + (select count(*) from source.line); end $$;
-- probe: select f(row(1, 2))::text || g(row(1, 2))::text => 31

--- a variable with the schema's name, and a record of a table's type
create table line (id int primary key, item int);
create function f() returns int language plpgsql as $$
declare
  source record;
  one source.line%rowtype;
begin
  select 5 as line into source;
  one.item := source.line;
  perform source.g();
  return one.item;
end $$;
create function g() returns void language sql as 'select';
-- probe: select f() => 5

--- a column and a table with the schema's name
create table source (id int primary key, source int);
create view v as select source.source from source;
create function f() returns bigint language sql as $$ select count(source.source) from source $$;
create function g() returns bigint language sql as $$ select count(*) from source.source $$;
-- probe: select f() + g() => 0

--- types and functions named like PostgreSQL's own
create type path as enum ('a', 'b');
create domain money as numeric check (value >= 0);
create type line as (x int, y money);
create function gen_random_uuid() returns uuid language sql as $$ select '00000000-0000-0000-0000-000000000001'::uuid $$;
create function lower(a text) returns text language sql immutable as $$ select 'mine' $$;
create table t (id uuid default source.gen_random_uuid(), p source.path default 'a', m source.money, l source.line,
  n pg_catalog.money, low text generated always as (source.lower('A')) stored);
create index on t (source.lower(low));
create view v as select source.lower('X') as low, p::source.path as p from t;
create function f(a source.money) returns source.path language sql as $$ select 'b'::source.path $$;
grant execute on function f(source.money) to anon;
comment on function f(source.money) is 'takes mine';
alter table t enable row level security;
create policy p on t using (source.lower('X') = 'mine');
-- probe: insert into t default values returning (id, p::text, low)::text => (00000000-0000-0000-0000-000000000001,a,mine)

--- dynamic SQL that names the schema
create table line (id int primary key);
create function f() returns bigint language plpgsql as $$
declare n bigint;
begin
  execute 'select count(*) from source.line' into n;
  execute format('insert into source.%I values (1)', 'line');
  return n;
end $$;
create function g() returns text language plpgsql as $$
begin
  perform set_config('search_path', 'source, pg_temp', true);
  return (select count(*) from line)::text || current_schema();
end $$;
create function h() returns text language plpgsql as $$
begin
  set local search_path to source, pg_temp;
  return current_schema();
end $$;
-- probe: select f()::text || g() || h() => 01copycopy

--- the schema's name as an argument of format
create table line (id int primary key);
create function f() returns text language plpgsql as $$
begin
  return format('%I.%I', 'source', 'line') || format(' %2$I %1$L', 'source', 'source') || quote_ident('source');
end $$;
-- probe: select f() => copy.line copy 'source'copy

--- the schema's name as a text, which may mean something else
create function f() returns text language plpgsql as $$ begin return 'source'; end $$;
-- remark: -- Left as it is: the text 'source' in f()
-- probe: select f() => source

--- parts of an aggregate that are overloaded
create function add(a int, b int) returns int language sql immutable as 'select coalesce(a, 0) + b';
create function add(a text, b text) returns text language sql immutable as 'select coalesce(a, $$$$) || b';
create aggregate total(int) (sfunc = add, stype = int);
create aggregate total(text) (sfunc = add, stype = text);
-- probe: select total(x)::text || total(x::text) from generate_series(1, 2) x => 312

--- an aggregate over an ordered set, and one with all its options
create function median_step(s int[], x int) returns int[] language sql immutable as 'select array_append(s, x)';
create function median_end(s int[], anything int) returns int language sql immutable as 'select s[1]';
create aggregate middle(order by int) (sfunc = median_step, stype = int[], initcond = '{}', finalfunc = median_end,
  finalfunc_extra);
create aggregate gather(variadic int[]) (sfunc = array_cat, stype = int[], sspace = 64, finalfunc_modify = read_only);
-- probe: select middle() within group (order by x) from generate_series(3, 4) x => 3

--- views in a circle
create table t (id int primary key, parent int);
create view a as select id, parent from t;
create view b as select id from a;
create function all_of_b() returns setof int language sql begin atomic select id from b; end;
create or replace view a as select id, parent from t where false and id in (select all_of_b());
grant select on a to anon;
comment on view a is 'in a circle';
-- probe: select count(*) from a => 0

--- collations, text search and operators
create collation nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create text search dictionary plain (template = pg_catalog.simple, stopwords = english);
create text search configuration words (copy = pg_catalog.english);
alter text search configuration words alter mapping for asciiword with source.plain, english_stem;
create type pair as (a int, b int);
create function eq(pair, pair) returns boolean language sql immutable as 'select $1.a = $2.a';
create operator === (leftarg = pair, rightarg = pair, function = eq, commutator = ===, restrict = eqsel, join = eqjoinsel);
create table t (name text collate nocase unique, doc tsvector generated always as (to_tsvector('words', name)) stored,
  p pair check (p === row(1, 2)::pair));
-- probe: insert into t (name, p) values ('Running', row(1, 3)) returning (name = 'rUNNING', doc)::text => (t,'running':1)

--- a child's own default and NOT NULL
create table parent (id int default 1, name text default 'p', note text default 'n');
create table child (extra int) inherits (parent);
alter table child alter column id set default 2;
alter table child alter column name set not null;
alter table child alter column note drop default;
-- probe: insert into child (name) values ('c') returning (id, note)::text => (2,)

--- rights the owner took from itself
create table t (id int);
create sequence s;
create function f() returns int language sql as 'select 1';
revoke truncate, delete on t from current_user;
revoke usage on sequence s from current_user;
revoke execute on function f() from current_user;
-- probe: select relacl::text !~ '=[a-zA-Z]*[Dd]' from pg_class where oid = 't'::regclass => true

--- membership of publications
create table t (id int primary key, name text);
create table u (id int primary key, name text);
create publication changes for table t, u (id, name) where (id > 0);
-- probe: select string_agg(format('%s %s %s', tablename, attnames, rowfilter), ';' order by tablename) from pg_publication_tables where schemaname = 'copy' => t {id,name} ;u {id,name} (id > 0)

--- the team's triggers on tables of others
create function welcome() returns trigger language plpgsql as 'begin return new; end';
create trigger welcome after insert on auth.users for each row execute function welcome();
-- said: trigger welcome on auth.users

--- how tables are stored
create type row_of as (id int, name text);
create table typed of row_of (id with options primary key, name with options not null default 'x');
create table t (id int primary key, name text, doc jsonb)
  with (fillfactor = 80, autovacuum_enabled = false, toast.autovacuum_enabled = false);
alter table t cluster on t_pkey;
alter table t alter column name set statistics 500;
alter table t alter column doc set storage external;
alter table t alter column doc set compression pglz;
alter table t alter column name set (n_distinct = -0.5);
create unlogged sequence scratch;
create index by_name on t using gin (to_tsvector('simple', name)) with (fastupdate = off);
alter index by_name alter column 1 set statistics 100;
-- probe: select (attstorage, attcompression)::text from pg_attribute where attrelid = 't'::regclass and attname = 'doc' => (e,p)

--- comments on everything
create type pair as (a int, b int);
create domain small as int constraint is_small check (value < 10);
create table t (id int primary key, name text);
create rule keep as on delete to t do instead nothing;
create statistics both_of on id, name from t;
create view v as select id from t;
create collation c (locale = 'C');
comment on schema source is 'the source of all';
comment on type pair is 'two';
comment on column pair.a is 'one';
comment on constraint is_small on domain small is 'below ten';
comment on rule keep on t is 'kept';
comment on statistics both_of is 'both';
comment on column v.id is 'the view''s';
comment on index t_pkey is 'the key';
comment on collation c is 'plain';
-- probe: select col_description('pair'::regclass, 1) || obj_description('copy'::regnamespace) => onethe source of all

--- checks of varchar, and domain checks that are not valid
create domain small as int;
create table t (status varchar(10) check (status in ('a', 'b')), kind char(2) check (kind in ('x', 'y')), d small);
alter domain small add constraint is_small check (value < 10) not valid;
create view v as select * from t where status in ('a', 'c');
create index i on t (status) where status in ('a', 'b');
alter table t enable row level security;
create policy p on t using (status in ('a', 'b'));
create function note() returns trigger language plpgsql as 'begin return new; end';
create trigger w before update on t for each row when (old.status is distinct from new.status and new.status in ('a', 'b'))
  execute function note();
-- probe: select convalidated from pg_constraint where conname = 'is_small' and connamespace = 'copy'::regnamespace => false

--- sequences that descend
create sequence down increment by -1;
create sequence down_from increment by -5 maxvalue 100 start with 50 minvalue -100 as smallint cycle;
create table t (id int generated by default as identity (increment by -1 start with -1));
-- probe: select nextval('down') + nextval('down_from') => 49

--- defaults and rights of a view's columns
create table t (id int primary key, name text);
create view v with (check_option = 'local') as select id, name from t where id > 0;
alter view v alter column name set default 'none';
grant select (id), update (name) on v to authenticated;
create function put() returns trigger language plpgsql as 'begin insert into t values (new.id, new.name); return new; end';
create trigger put instead of insert on v for each row execute function put();
-- probe: insert into v (id) values (1) returning name => none

--- a partitioned table with keys, an index of its own and a default partition
create table t (id int, at date, note text default 'p', primary key (id, at)) partition by range (at);
create table t_old partition of t (note default 'old') for values from ('2020-01-01') to ('2021-01-01');
create table t_rest partition of t default partition by list (id);
create table t_rest_1 partition of t_rest for values in (1);
create index on t (note);
create index only_old on t_old (note, id);
create table u (id int, at date, foreign key (id, at) references t);
alter table t_old alter column id set statistics 10;
-- probe: insert into t_old (id, at) values (1, '2020-05-05') returning note => old

--- keys that point at each other, and exclusion
create table a (id int primary key, b int);
create table b (id int primary key, a int references a deferrable initially deferred);
alter table a add foreign key (b) references b (id) match full on update cascade not valid;
create table c (during tsrange, exclude using gist (during with &&));
create table d (id int, x int, unique nulls not distinct (id) include (x));
-- probe: select count(*) from pg_constraint where connamespace = 'copy'::regnamespace and not convalidated => 1

--- functions with everything
create function f(a int, variadic b text[] default '{}', out c int, out d text) language plpgsql
  immutable strict leakproof parallel safe cost 7 as $$ begin c := a; d := b[1]; end $$;
create function g(int) returns table (x int, y text) language sql rows 5 set work_mem = '8MB' set search_path = source, public
  as $$ select 1, 'a' from source.f(1) $$;
create procedure p(inout a int) language plpgsql security definer set search_path = '' as $$ begin a := source.q(a); end $$;
create function q(a int) returns int language sql return a + 1;
create function w(int) returns int language internal immutable window as 'window_row_number';
-- probe: select y from g(1) => a

--- an operator class and a foreign table, which are left out with what needs them
create function cmp(a int, b int) returns int language sql immutable as 'select sign(b - a)::int';
create operator class backwards for type int using btree as operator 1 >, operator 2 >=, operator 3 =, operator 4 <=,
  operator 5 <, function 1 cmp(int, int);
create table t (id int primary key, name text);
create index by_backwards on t (id backwards);
comment on index by_backwards is 'gone';
create extension postgres_fdw schema public;
create server other foreign data wrapper postgres_fdw;
create foreign table far (id int) server other;
create view near as select t.name from t join far using (id);
create view nearer as select name from near;
grant select on nearer to anon;
-- said: operator class backwards for access method btree
-- said: operator family backwards for access method btree
-- said: foreign table far
-- said: index by_backwards: it needs operator class backwards for access method btree
-- said: comment by_backwards: it needs operator class backwards for access method btree
-- said: view near: it needs foreign table far
-- said: view nearer: it needs foreign table far
-- said: grant nearer to anon: it needs foreign table far
-- probe: select count(*) from t => 0

--- a table hidden by a CTE of its name
create table t (id int primary key, x int);
create view v as with t as (select 1 as id) select t.id, y.x from t join source.t y on y.id = t.id;
create materialized view m as with t as (select 1 as id) select t.id, y.x from t, source.t y where y.id = t.id;
create function f() returns bigint language sql
begin atomic with t as (select 1 as id) select count(*) from t join source.t y on y.id = t.id; end;
create table u (id int primary key);
alter table u enable row level security;
create policy p on u using (exists (with t as (select 1 as id) select from t join source.t y on y.id = t.id));
create rule r as on delete to u do instead update u set id = (with t as (select 1 as id) select count(*) from t join source.t y on true);
-- probe: insert into t values (1, 5) returning f() => 1

--- names that need quotes
create type "my role" as enum ('a');
create table "Order Items" (id int primary key, r "my role");
create sequence "Seq A";
create function "cast"(v text) returns text language sql as $$ select v $$;
create function "doIt"(v int) returns int language sql as $$ select v $$;
create function ünï() returns int language sql as $$ select 1 $$;
create aggregate "Agg"(int) (sfunc = int4pl, stype = int);
create function f() returns text language plpgsql as $$
declare r source."my role" := 'a';
begin
  return source.cast('x') || source."cast"('y') || source."doIt"(1) || source.ünï() || source."ünï"() || r
    || (select count(*) from source."Order Items") || nextval('source."Seq A"') || (select source."Agg"(1));
end $$;
-- probe: select f() => xy111a011

--- collations, text search and operators in bodies
create collation german (provider = icu, locale = 'de');
create text search configuration cfg (copy = pg_catalog.simple);
create function eq(int, int) returns boolean language sql as 'select $1 = $2';
create operator === (leftarg = int, rightarg = int, function = eq);
create function f(v text) returns text language sql as $$ select lower(v collate source.german) $$;
create function g(v text) returns tsvector language sql as $$ select to_tsvector('source.cfg', v) $$;
create function h() returns boolean language sql as $$ select 1 operator(source.===) 1 $$;
-- probe: select f('A') || g('B') || h() => a'b':1true

--- an attribute that the server keeps for itself
create table t (id int primary key, name text);
alter table t alter column name set (n_distinct = -0.5, n_distinct_inherited = -0.25);
-- probe: select attoptions::text from pg_attribute where attrelid = 't'::regclass and attname = 'name' => {n_distinct=-0.5,n_distinct_inherited=-0.25}
