package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import io.schemata.testing.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Modes and the links between them, as the configuration says. */
@Tag("slow")
class ModesIT {
    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase();

    private final Map<String, String> tenants = new HashMap<>();

    @Test
    void connectsTheModesThatAreConfigured() throws SQLException {
        modes("growth", "product");
        apply();

        assertEquals(
                "growth,product", database.query("select string_agg(mode, ',' order by mode) from shared.mode_config"));
        assertEquals("12", database.query("select count(*) from shared.linkable_types"));
        assertEquals(
                "4",
                database.query("select count(*) from pg_type t join pg_namespace n on n.oid = t.typnamespace"
                        + " where n.nspname = 'growth' and t.typtype = 'e'"));
        Program.Ended again = database.migrate(Settings.asEnvironment(tenants), "apply");
        assertTrue(again.output().contains("[4/4] shared (schema shared): up to date"), again::output);
    }

    @Test
    void plansSqlThatPsqlCouldRun() throws SQLException {
        modes("growth", "product");
        String script = database.migrate(Settings.asEnvironment(tenants), "plan")
                .output()
                .replaceAll("(?m)^(INFO|WARN).*$", "");
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(script);
            statement.execute("set search_path = shared");
            statement.execute(
                    "select 1 / is_connected('growth', 'growth')::int, 1 / are_link_types('related_to', '')::int");
        }
    }

    @Test
    void addsAModeByConfigurationAlone() throws SQLException {
        modes("growth", "product");
        apply();
        modes("skunkworks");

        String plan = database.migrate(Settings.asEnvironment(tenants), "plan").output();
        assertTrue(plan.contains("select connect_mode('skunkworks', 'skunkworks');"), plan);
        apply();
        link("skunkworks", "growth");
        assertEquals("1", database.query("select count(*) from shared.cross_links"));
    }

    @Test
    void retiresAModeAndTakesItBackWithItsLinks() throws SQLException {
        modes("growth", "product");
        apply();
        link("growth", "product");
        Map<String, String> both = Map.copyOf(tenants);
        tenants.keySet().removeIf(name -> name.contains(".product."));
        apply();
        assertEquals("f", database.query("select is_active from shared.mode_config where mode = 'product'"));
        assertEquals("6", database.query("select count(*) from shared.linkable_types"));
        assertEquals("1", database.query("select count(*) from shared.cross_links"));
        assertEquals("0", database.query("select shared.repair_links(10, true)"));

        tenants.putAll(both);
        apply();
        assertEquals("12", database.query("select count(*) from shared.linkable_types"));
        database.execute("delete from product.entities");
        assertEquals("0", database.query("select count(*) from shared.cross_links"));
    }

    @Test
    void mergesReversedLinksOfATypeThatBecomesSymmetric() throws SQLException {
        modes("growth", "product");
        apply();
        link("growth", "product");
        database.execute("update shared.cross_links set created_at = now() + interval '1 minute'");
        link("product", "growth");
        link("product", "product");
        assertEquals("3", database.query("select count(*) from shared.cross_links"));

        tenants.put("schemata.tenants.shared.link-types.symmetric", "near,related_to");
        tenants.put("schemata.tenants.shared.link-types.kept", "near");
        apply();
        assertEquals("2", database.query("select count(*) from shared.cross_links"));
        assertEquals(
                "growth product",
                database.query("select source_mode || ' ' || target_mode from shared.cross_links"
                        + " where created_at < now() and source_mode <> target_mode"));
        database.execute("delete from growth.entities");
        assertEquals(
                "1", database.query("select count(*) from shared.cross_links where source_deleted_at is not null"));
    }

    @Test
    void saysWhichModeIsMissingAndLeavesTheOthersDone() throws SQLException {
        modes("engineering", "growth", "product");
        // Nothing that could be seen before.
        database.execute("create function public.refuse() returns event_trigger language plpgsql as $$ begin"
                + " if exists (select from pg_event_trigger_ddl_commands()"
                + " where object_identity = 'engineering.linkable_types') then raise 'refused'; end if; end $$;"
                + " create event trigger refuse on ddl_command_end execute function public.refuse()");
        Program.Ended ended = database.migrate(Settings.asEnvironment(tenants), "apply");

        assertEquals(1, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains("engineering (schema engineering): failed"), ended::output);
        assertTrue(ended.output().contains("growth (schema growth): migrated"), ended::output);
        assertTrue(ended.output().contains("shared (schema shared): failed"), ended::output);
        assertEquals(
                "growth,product",
                database.query(
                        "select string_agg(mode, ',' order by mode) from shared.linkable_types where type = 'job'"));

        database.execute("drop event trigger refuse");
        apply();
        link("engineering", "product");
    }

    @Test
    void leavesAModeThatNobodyLinksAsItIs() throws SQLException {
        tenant("growth", "mode");
        apply();
        database.execute("insert into growth.entities (name) values ('a'); delete from growth.entities");
        database.execute("truncate growth.wiki_pages");
    }

    @Test
    void movesAModeToAnotherSchemaWithItsLinks() throws SQLException {
        modes("growth", "product");
        apply();
        link("growth", "product");
        tenants.put("schemata.tenants.growth.schema", "growth_v2");
        apply();
        database.execute("insert into growth_v2.entities (id, name) select id, name from growth.entities;"
                + " delete from growth.entities");

        assertEquals("1", database.query("select count(*) from shared.cross_links"));
        assertEquals("0", database.query("select shared.repair_links(10, true)"));
        database.execute("delete from growth_v2.entities");
        assertEquals("0", database.query("select count(*) from shared.cross_links"));
    }

    @Test
    void renamesNoModeThatHasLinks() throws SQLException {
        modes("growth", "product");
        apply();
        tenants.put("schemata.tenants.growth.mode", "marketing");
        apply();
        link("marketing", "growth", "product");

        tenants.remove("schemata.tenants.growth.mode");
        Program.Ended refused = database.migrate(Settings.asEnvironment(tenants), "apply");
        assertEquals(1, refused.exitCode(), refused::output);
        assertTrue(
                refused.output().contains("schema growth has links as the mode marketing in shared"), refused::output);
        database.execute("delete from growth.entities");
        assertEquals("0", database.query("select count(*) from shared.cross_links"));
        apply();
    }

    /** Adds modes, and what keeps their links. */
    private void modes(String... names) {
        tenant("shared", "shared-links");
        for (String name : names) {
            tenant(name, "mode");
        }
    }

    private void tenant(String name, String blueprint) {
        String prefix = "schemata.tenants.%s.".formatted(name);
        tenants.put(prefix + "schema", name);
        tenants.put(prefix + "blueprint", blueprint);
        tenants.put(prefix + "stage", "test");
    }

    private void apply() {
        Program.Ended ended = database.migrate(Settings.asEnvironment(tenants), "apply");
        assertEquals(0, ended.exitCode(), ended::output);
    }

    /** Links an entity of a mode to one of another, or of the same, which are made where there are none. */
    private void link(String source, String target) throws SQLException {
        link(source, source, target);
    }

    private void link(String mode, String source, String target) throws SQLException {
        for (String schema : new String[] {source, target}) {
            database.execute("insert into %s.entities (name) select name from (values ('a'), ('b')) as new (name)"
                            .formatted(schema)
                    + " where not exists (select from %s.entities)".formatted(schema));
        }
        database.execute(("insert into shared.cross_links (source_mode, source_type, source_id, target_mode,"
                        + " target_type, target_id, link_type) select '%4$s', 'entity', a.id, '%2$s', 'entity', b.id, 'near'"
                        + " from %1$s.entities a, %2$s.entities b where %3$s")
                .formatted(
                        source,
                        target,
                        source.equals(target) ? "a.name = 'a' and b.name = 'b'" : "a.name = 'a' and b.name = 'a'",
                        mode));
    }
}
