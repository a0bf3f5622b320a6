package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.migration.lint.StatementLint;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plan warns of, statement by statement: none, a wait or a rewrite (warns), or data that is gone (loses). */
class StatementLintTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '~', textBlock = """
            create table notes (id uuid primary key)                                  | none
            create table notes (id uuid); create index on notes (id)                  | none
            create table notes (id uuid); drop table notes                            | none
            alter table orders add column note text                                   | none
            alter table orders add note text default 'drop table'                     | none
            alter table orders add column made_at timestamptz default now()           | none
            alter table orders alter column note drop not null                        | none
            alter table orders drop constraint orders_check                           | none
            alter table orders add constraint c check (amount > 0) not valid          | none
            alter table orders validate constraint c                                  | none
            alter table orders add constraint k foreign key (u) references u not valid | none
            alter table orders add constraint k unique using index i                  | none
            create policy "Users delete" on orders for delete to authenticated using (false) | none
            create trigger t before truncate on orders execute function f()           | none
            create function f() returns void language sql as $$ delete from orders $$ | none
            grant delete on orders to service_role                                    | none
            create index concurrently on orders (amount)                              | none
            insert into orders (id) values (gen_random_uuid()) on conflict do nothing | none
            insert into orders (id) values (1) on conflict (id) do update set id = 2  | warns
            merge into orders using u on true when matched then update set amount = 1 | warns
            select wipe()                                                             | warns
            create rule r as on delete to orders do instead delete from notes         | none
            alter table orders add column truncate_at timestamptz                     | none
            comment on table orders is 'delete from it'                               | none
            create index on orders (amount)                                           | warns
            create unique index on orders (amount)                                    | warns
            drop index orders_amount                                                  | warns
            alter table orders add column key uuid default gen_random_uuid()          | warns
            alter table orders add column number bigserial                            | warns
            alter table orders add column twice int generated always as (amount * 2) stored | warns
            alter table orders add column user_id uuid references auth.users          | warns
            alter table orders add constraint k foreign key (u) references u          | warns
            alter table orders add check (amount > 0)                                 | warns
            alter table orders add primary key (id)                                   | warns
            alter table orders alter column note set not null                         | warns
            alter table orders set unlogged                                           | warns
            refresh materialized view totals                                          | warns
            update orders set amount = 0                                              | warns
            lock table orders                                                         | warns
            drop table orders                                                         | loses
            DROP TABLE IF EXISTS "Orders" /* gone */ CASCADE                          | loses
            alter table orders drop column amount                                     | loses
            alter table only orders drop amount                                       | loses
            alter table orders add column a int, drop column b                        | loses
            alter table orders alter amount type smallint                             | loses
            alter table orders alter column amount set data type numeric(6,2)         | loses
            truncate orders                                                           | loses
            delete from orders where amount = 0                                       | loses
            with gone as (delete from orders returning *) select count(*) from gone   | loses
            do $$ begin if true then truncate orders; end if; end $$                  | loses
            do $$ begin execute 'drop table orders'; end $$                           | loses
            do $$ begin execute format('truncate %I','orders'); end $$                | loses
            do $$ begin execute 'delete'||' from orders'; end $$                      | loses
            do $$ begin alter table orders drop column note; end $$                   | loses
            do $$ begin alter table orders alter column amount type smallint; end $$  | loses
            create table notes (id uuid); drop table notes, orders                    | loses
            create table if not exists orders (id uuid); drop table orders            | loses
            truncate notes, orders                                                    | loses
            drop type mood cascade                                                    | loses
            drop domain title cascade                                                 | loses
            alter type address drop attribute street cascade                          | loses
            merge into orders using u on true when matched then delete                | loses
            drop schema old cascade                                                   | loses
            drop owned by someone                                                     | loses
            """)
    void saysWhatAChangeDoes(String sql, String expected) {
        List<String> found = StatementLint.of("change", List.of(sql.split(";\\s*(?=create index|drop table)"))).stream()
                .map(warning -> warning.isLoss() ? "loses" : "warns")
                .toList();
        assertEquals(expected.equals("none") ? List.of() : List.of(expected), found);
    }
}
