package io.schemata.migrate;

import io.schemata.testing.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random changes of a schema, the same for the same seed: whatever somebody may do to one by hand. */
final class Mutation {
    private static final String TABLES =
            "from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' order by c.relname";
    private static final String COLUMNS = "from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
            + " and not a.attisdropped where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'"
            + " order by c.relname, a.attname";
    private static final String FUNCTIONS =
            "from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prokind = 'f' order by p.oid::regprocedure::text";
    private static final String TYPES =
            "from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = current_schema()::regnamespace"
                    + " order by t.typname, e.enumsortorder";

    /** Each a query of the statements that are possible. */
    private static final List<String> KINDS = List.of(
            "select format('alter table %I drop column %I cascade', relname, attname) " + COLUMNS,
            "select format('alter table %I add column stray_%s text default %L', relname, c.oid, 'x') " + TABLES,
            "select format('alter table %I add column stray_%s bigint generated always as identity', relname, c.oid) "
                    + TABLES,
            "select format('alter table %I add column stray_%s serial', relname, c.oid) " + TABLES,
            "select format('alter table %I alter column %I type text', relname, attname) " + COLUMNS,
            "select format('alter table %I alter column %I drop not null', relname, attname) " + COLUMNS,
            "select format('alter table %I alter column %I set not null', relname, attname) " + COLUMNS,
            "select format('alter table %I alter column %I drop default', relname, attname) " + COLUMNS,
            "select format('alter table %I alter column %I drop identity', relname, attname) " + COLUMNS,
            "select format('alter table %I rename column %I to stray', relname, attname) " + COLUMNS,
            "select format('comment on column %I.%I is %L', relname, attname, 'stray') " + COLUMNS,
            "select format('grant select (%I) on %I to anon', attname, relname) " + COLUMNS,
            "select format('create index on %I (%I)', relname, attname) " + COLUMNS,
            "select format('alter table %I rename to stray', relname) " + TABLES,
            "select format('drop table %I cascade', relname) " + TABLES,
            "select format('create table stray_%s (like %I including all)', c.oid, relname) " + TABLES,
            "select format('alter table %I set (fillfactor = 90)', relname) " + TABLES,
            "select format('alter table %I replica identity full', relname) " + TABLES,
            "select format('alter table %I force row level security', relname) " + TABLES,
            "select format('alter table %I disable row level security', relname) " + TABLES,
            "select format('create policy stray on %I for select to anon using (true)', relname) " + TABLES,
            "select format('grant insert on %I to anon with grant option', relname) " + TABLES,
            "select format('revoke all on %I from authenticated, service_role', relname) " + TABLES,
            "select format('alter table %I owner to service_role', relname) " + TABLES,
            "select format('create view stray_%s as select * from %I', c.oid, relname) " + TABLES,
            "select format('create rule stray as on delete to %I do instead nothing', relname) " + TABLES,
            "select format('drop %s %s cascade', case prokind when 'p' then 'procedure' else 'function' end,"
                    + " p.oid::regprocedure) " + FUNCTIONS,
            "select format('alter function %s security definer', p.oid::regprocedure) " + FUNCTIONS,
            "select format('alter function %s reset search_path', p.oid::regprocedure) " + FUNCTIONS,
            "select format('alter function %s rename to stray', p.oid::regprocedure) " + FUNCTIONS,
            "select format('grant execute on function %s to public', p.oid::regprocedure) " + FUNCTIONS,
            "select format('alter type %I rename value %L to %L', typname, enumlabel, 'stray') " + TYPES,
            "select format('alter type %I add value %L before %L', typname, 'stray', enumlabel) " + TYPES,
            "select format('alter type %I rename to stray', typname) " + TYPES,
            "select format('alter table %I drop constraint %I cascade', c.relname, con.conname) from pg_constraint con"
                    + " join pg_class c on c.oid = con.conrelid where con.connamespace = current_schema()::regnamespace"
                    + " order by 1",
            "select format('alter table %I rename constraint %I to stray', c.relname, con.conname) from pg_constraint con"
                    + " join pg_class c on c.oid = con.conrelid where con.connamespace = current_schema()::regnamespace"
                    + " order by 1",
            "select format('drop index %s', i.indexrelid::regclass) from pg_index i join pg_class c on c.oid = i.indrelid"
                    + " where c.relnamespace = current_schema()::regnamespace order by 1",
            "select format('drop policy %I on %I', policyname, tablename) from pg_policies"
                    + " where schemaname = current_schema() order by 1",
            "select format('alter policy %I on %I to public', policyname, tablename) from pg_policies"
                    + " where schemaname = current_schema() order by 1",
            "select format('drop trigger %I on %s', tgname, tgrelid::regclass) from pg_trigger t join pg_class c"
                    + " on c.oid = t.tgrelid where c.relnamespace = current_schema()::regnamespace and not tgisinternal"
                    + " order by 1",
            "select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) from pg_trigger t join pg_class c"
                    + " on c.oid = t.tgrelid where c.relnamespace = current_schema()::regnamespace and not tgisinternal"
                    + " order by 1",
            "select format('drop view %I cascade', viewname) from pg_views where schemaname = current_schema() order by 1",
            "select format('create domain stray as integer default %s check (value > 0)', n) from generate_series(1, 9) n",
            "select format('create sequence stray start with %s', n) from generate_series(1, 9) n",
            "select 'create table stray (id int, at date) partition by range (at)'",
            "select 'create type stray as (a int, b text)'");

    private Mutation() {}

    /** Changes the schema that the connection works in; answers the statements that it took. */
    static List<String> of(Connection connection, int count, long seed) throws SQLException {
        Random random = new Random(seed);
        List<String> done = new ArrayList<>();
        while (done.size() < count) {
            List<List<Object>> possible = Database.rows(connection, KINDS.get(random.nextInt(KINDS.size())));
            if (!possible.isEmpty()) {
                String sql =
                        possible.get(random.nextInt(possible.size())).get(0).toString();
                if (isDone(connection, sql)) {
                    done.add(sql);
                }
            }
        }
        return done;
    }

    private static boolean isDone(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException impossible) {
            connection.rollback(before);
            return false;
        }
    }
}
