package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.testing.Program;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What migrate notes of changes is what Liquibase itself notes, so that either goes on where the other has stopped. */
@Tag("slow")
class HistoryIT {
    private static final String COLUMNS =
            "select string_agg(format('%%s %%s %%s', attname, atttypid::regtype, attnotnull)"
                    + " || coalesce(' ' || atttypmod, ''), ', ' order by attname) from pg_attribute"
                    + " where attrelid = '%s'::regclass and attnum > 0 and not attisdropped";
    private static final String ROWS =
            "select string_agg(row(id, author, filename, exectype, md5sum, description, comments,"
                    + " tag, liquibase, contexts, labels, length(deployment_id))::text, e'\\n' order by filename, id)"
                    + " || ' in order ' || string_agg(id, ' ' order by orderexecuted) from %s.databasechangelog";

    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase();

    @TempDir
    private Path folder;

    @Test
    void isAsLiquibaseItselfWritesIt() throws Exception {
        ShopProject shop = new ShopProject(DATABASE, folder).with("ours", "test");
        shop.change(
                "named",
                "--changeset shop:named runOnChange:true\n--comment A view.\ncreate or replace view v as select 1 as a;\n");
        assertEquals(0, shop.apply().exitCode());
        DATABASE.execute("create schema theirs");
        update();
        assertEquals(DATABASE.query(ROWS.formatted("theirs")), DATABASE.query(ROWS.formatted("ours")));
        for (String table : new String[] {"databasechangelog", "databasechangeloglock"}) {
            assertEquals(
                    DATABASE.query(COLUMNS.formatted("theirs." + table)),
                    DATABASE.query(COLUMNS.formatted("ours." + table)));
        }

        shop.change(
                "named",
                "--changeset shop:named runOnChange:true\n--comment Another.\ncreate or replace view v as select 2 as a;\n");
        assertEquals(0, shop.apply().exitCode());
        update();
        assertEquals(DATABASE.query(ROWS.formatted("theirs")), DATABASE.query(ROWS.formatted("ours")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set local search_path = neighbour",
                "set search_path = neighbour",
                "select set_config('search_path', '', false)"
            })
    void isNotedInItsOwnSchemaWhereverAChangeHasLed(String away) throws Exception {
        ShopProject shop = new ShopProject(DATABASE, folder).with("led_away", "test", "neighbour", "test");
        DATABASE.execute("drop schema if exists led_away cascade");
        assertEquals(0, shop.apply().exitCode());
        shop.change(
                "away", "--changeset shop:away\ncreate table before (a integer primary key);\n%s;\n".formatted(away));
        shop.nextChange("create table after (a integer primary key)");
        Program.Ended applied = shop.apply("--tenant", "led_away");
        assertEquals(0, applied.exitCode(), applied::output);
        String noted =
                "select string_agg(id, ' ' order by orderexecuted) from %s.databasechangelog where id in ('away', 'next')";
        assertEquals("away next", DATABASE.query(noted.formatted("led_away")));
        assertEquals(null, DATABASE.query(noted.formatted("neighbour")));
        assertEquals("t", DATABASE.query("select to_regclass('led_away.after') is not null"));
    }

    @Test
    void runsSqlAsItIsWritten() throws Exception {
        ShopProject shop = new ShopProject(DATABASE, folder).with("as_written", "test");
        shop.nextChange("create table texts (a text default '${PATH} ${user.dir} ${database.defaultSchemaName}')");
        assertEquals(0, shop.apply().exitCode());
        DATABASE.execute("insert into as_written.texts default values");
        assertEquals(
                "${PATH} ${user.dir} ${database.defaultSchemaName}", DATABASE.query("select a from as_written.texts"));
    }

    @Test
    void eitherGoesOnWhereTheOtherHasStopped() throws Exception {
        ShopProject shop = new ShopProject(DATABASE, folder).with("theirs", "test");
        DATABASE.execute("drop schema if exists theirs cascade; create schema theirs");
        update();
        Program.Ended goneOn = shop.apply();
        assertEquals(0, goneOn.exitCode(), goneOn::output);
        assertEquals("0", DATABASE.query("select count(*) from theirs.databasechangelog where exectype = 'RERAN'"));
        shop.nextChange("create table more (id integer primary key)");
        assertEquals(0, shop.apply().exitCode());
        update();
        assertEquals("1", DATABASE.query("select count(*) from theirs.databasechangelog where id = 'next'"));
    }

    /** Liquibase's own update of the schema "theirs". */
    private void update() throws Exception {
        try (Connection owner = DATABASE.owner()) {
            owner.setSchema("theirs");
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(owner));
            database.setDefaultSchemaName("theirs");
            database.setLiquibaseSchemaName("theirs");
            CompositeResourceAccessor files = new CompositeResourceAccessor(
                    new DirectoryResourceAccessor(folder), new ClassLoaderResourceAccessor());
            try (Liquibase liquibase = new Liquibase("blueprints/shop.yaml", files, database)) {
                Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> liquibase.update(""));
            }
        }
    }
}
