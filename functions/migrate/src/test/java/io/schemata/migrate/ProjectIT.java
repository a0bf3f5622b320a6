package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A team's own folder is all that the program needs: its tenants, its blueprint and its tables. */
class ProjectIT {
    private static final Program MIGRATE = Program.of("migrate");
    private static final String SHOP = """
            databaseChangeLog:
              - include: {file: db/capability/tenant.yaml}
              - include: {file: db/capability/caller.yaml}
              - include: {file: db/capability/profiles.yaml}
              - include: {file: blueprints/shop/001-orders.sql}
              - include: {file: db/capability/credits.yaml}
              - include: {file: db/capability/sign-ups.yaml}
            """;

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheProject() throws IOException {
        write("schemata.yaml", """
                default-tenant: shop
                tenants:
                  shop:
                    schema: shop_test
                    blueprint: shop
                    stage: test
                    new-users:
                      welcome-credits: 25
                """);
        write("blueprints/shop.yaml", SHOP);
        write("blueprints/shop/001-orders.sql", """
                --liquibase formatted sql

                --changeset shop:orders
                create table orders (
                  id uuid primary key default gen_random_uuid(),
                  user_id uuid not null references auth.users (id) on delete cascade
                );
                create index orders_user_id_idx on orders (user_id);
                alter table orders enable row level security;
                create policy "Users see their orders" on orders for select to authenticated
                  using (user_id = (select auth.uid()));
                grant select on orders to authenticated;

                --changeset shop:order_count
                create function order_count(p_user_id uuid) returns bigint
                language plpgsql stable set search_path from current
                as $$
                begin
                  return (select count(*) from orders where user_id = p_user_id);
                end
                $$;
                revoke all on function order_count(uuid) from public, anon, authenticated, service_role;
                """);
    }

    @Test
    void makesATeamsOwnProductWithCredits() throws SQLException {
        Program.Ended applied = migrate("apply");
        assertEquals(0, applied.exitCode(), applied::output);
        Program.Ended validated = migrate("validate");
        assertEquals(0, validated.exitCode(), validated::output);
        assertTrue(migrate("apply").output().contains("shop (schema shop_test): up to date"));
        assertTrue(migrate("status").output().contains("  no  "), "the database tells drift of a team's own blueprint");

        UUID user = UUID.randomUUID();
        database.execute("insert into auth.users (id, email) values ('%s', 'ann@example.com')".formatted(user));
        assertEquals("0", database.query("select count(*) from schemata.unfinished_sign_ups"));
        assertEquals(
                "25",
                database.query("select available from shop_test.credit_accounts where user_id = '%s'".formatted(user)));
    }

    /** Between a change and the note of it, where another session has locked the notes. */
    @Test
    void whoIsKilledBeforeAChangeIsNotedHasNotMadeIt() throws Exception {
        assertEquals(0, migrate("apply").exitCode());
        write(
                "blueprints/shop/002-tags.sql",
                "--liquibase formatted sql\n--changeset shop:002\ncreate table tags (id uuid primary key);");
        write("blueprints/shop.yaml", SHOP + "  - include: {file: blueprints/shop/002-tags.sql}\n");
        File log = File.createTempFile("migrate", ".log");
        try (Connection blocker = database.owner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table shop_test.databasechangelog in share mode");
            Process killed = database.startMigrate(Map.of(), log, "apply", "--project", folder.toString());
            database.await("select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and application_name = 'schemata-migrate' and query like '%databasechangelog set%'");
            killed.destroyForcibly().waitFor();
            blocker.rollback();
        }
        Program.Ended again = migrate("apply");
        assertEquals(0, again.exitCode(), again::output);
        assertEquals("1", database.query("select count(*) from shop_test.databasechangelog where id = '002'"));
    }

    @Test
    void initWritesAProjectThatIsSoundAndOverwritesNothing() throws SQLException {
        Path made = folder.resolve("My-notes");
        Program.Ended init = MIGRATE.run(Map.of(), "init", "--project", made.toString());
        assertEquals(0, init.exitCode(), init::output);
        Program.Ended applied = database.migrate(Map.of(), "apply", "--project", made.toString());
        assertEquals(0, applied.exitCode(), applied::output);
        Program.Ended validated = database.migrate(Map.of(), "validate", "--project", made.toString());
        assertEquals(0, validated.exitCode(), validated::output);
        assertEquals(
                "1",
                database.query(
                        "select count(*) from pg_tables where schemaname = 'my_notes' and tablename = 'orders'"));

        Program.Ended again = MIGRATE.run(Map.of(), "init", "--project", made.toString());
        assertEquals(2, again.exitCode(), again::output);
        assertTrue(again.output().contains("there is a schemata.yaml already"), again::output);
    }

    @Test
    void initFromASchemaNamesWhatItFoundAndLeavesOutWhatIsThere() throws IOException, SQLException {
        database.execute("create role anon; create schema shop; create table shop.orders (id uuid primary key);"
                + " alter table shop.orders enable row level security;"
                + " create policy \"None yet\" on shop.orders to anon using (false);"
                + " create table shop.profiles (id uuid primary key); alter table shop.profiles enable row level security;"
                + " create policy \"None yet\" on shop.profiles to anon using (false)");
        Path made = folder.resolve("made");
        Program.Ended init = database.migrate(Map.of(), "init", "--from", "shop", "--project", made.toString());
        assertEquals(0, init.exitCode(), init::output);
        assertTrue(init.output().contains("found in schema shop: table orders, table profiles"), init::output);
        assertTrue(
                init.output().contains("left out of the blueprint: profiles, as there is table profiles already"),
                init::output);
        for (String command : List.of("plan", "apply", "validate")) {
            Program.Ended ended = database.migrate(Map.of(), command, "--project", made.toString());
            assertEquals(0, ended.exitCode(), ended::output);
        }
        Program.Ended validated = database.migrate(Map.of(), "validate", "--project", made.toString());
        assertTrue(
                validated.output().contains("beside the blueprint, of its own: table orders, table profiles"),
                validated::output);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            Shop    | 2 | 'Shop' is not a schema name of a tenant
            nowhere | 3 | there is no schema "nowhere"
            """)
    void initFromWhatIsNoSchemaIsRefused(String schema, int exitCode, String said) {
        Program.Ended init = database.migrate(
                Map.of(),
                "init",
                "--from",
                schema,
                "--project",
                folder.resolve("made").toString());
        assertEquals(exitCode, init.exitCode(), init::output);
        assertTrue(init.output().contains(said), init::output);
        assertFalse(Files.exists(folder.resolve("made")), "nothing is written");
    }

    @Test
    void aBlueprintThatDoesNotExistIsRefusedAndNothingIsMade() throws IOException, SQLException {
        Files.delete(folder.resolve("blueprints/shop.yaml"));
        for (String command : new String[] {"plan", "apply"}) {
            Program.Ended refused = migrate(command);
            assertEquals(2, refused.exitCode(), refused::output);
            assertTrue(refused.output().contains("there is no blueprint 'shop'"), refused::output);
        }
        assertEquals(
                "0", database.query("select count(*) from pg_namespace where nspname in ('schemata', 'shop_test')"));
    }

    @Test
    void aSyntaxErrorIsToldWithFileAndLine() throws IOException {
        write("blueprints/shop/001-orders.sql", """
                --liquibase formatted sql

                --changeset shop:orders
                -- What is ordered.
                create table orders (
                  id uuid primary kay
                );
                """);
        Program.Ended refused = migrate("apply");
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(
                refused.output()
                        .contains("tenant 'shop' cannot be made, nothing was changed: blueprints/shop/001-orders.sql:6:"
                                + " ERROR: syntax error at or near \"kay\": id uuid primary kay\n"),
                refused::output);
    }

    @Test
    void aFolderWithoutTheFileIsRefused() {
        Program.Ended refused = database.migrate(
                Map.of(), "status", "--project", folder.resolve("blueprints").toString());
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("has no schemata.yaml"), refused::output);
        Program.Ended nothingSet = MIGRATE.run(Map.of(), "status", "--project", "/nowhere");
        assertEquals(2, nothingSet.exitCode(), nothingSet::output);
        assertEquals("migrate: the project '/nowhere' has no schemata.yaml that can be read\n", nothingSet.output());
    }

    private Program.Ended migrate(String command) {
        return database.migrate(Map.of(), command, "--project", folder.toString());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
