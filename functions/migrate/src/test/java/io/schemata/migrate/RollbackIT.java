package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollback}: a tenant goes back to what it was after a run of {@code apply}. */
class RollbackIT {
    private static final String TOTAL = """
            --changeset shop:order_total runOnChange:true splitStatements:false
            create or replace function order_total() returns bigint language sql stable set search_path from current
            as $$ select %s from orders $$;
            revoke all on function order_total() from public, anon, authenticated, service_role;
            """;

    private static final String NOTES = """
            --changeset shop:002-notes
            create table notes (id uuid primary key);
            alter table notes enable row level security;
            create policy "Nobody sees notes" on notes for select to authenticated using (false);
            """;

    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase();

    @TempDir
    private Path folder;

    private ShopProject shop;

    @BeforeEach
    void makeProject() {
        shop = new ShopProject(DATABASE, folder);
        shop.change("order_total", TOTAL.formatted("sum(amount)"));
    }

    @Test
    void goesBackToATagAndForwardAgain() throws SQLException {
        shop.with("back", "test").said(0, "apply", "--tag", "v1");
        keepACopy("back", "copy_of_v1");
        shop.change("order_total", TOTAL.formatted("coalesce(sum(amount), 0)"));
        shop.change("002-notes", """
                --changeset shop:002-notes
                create table notes (id uuid primary key, order_id uuid references orders);
                create index on notes (order_id);
                alter table notes enable row level security;
                create policy "Nobody sees notes" on notes for select to authenticated using (false);
                --changeset shop:002-amounts
                alter table orders add constraint orders_amount check (amount > 0);
                alter policy "Nobody sees orders" on orders to anon;
                --changeset shop:002-cents
                update orders set amount = amount * 100;
                --rollback update orders set amount = amount / 100;
                """);
        DATABASE.execute("insert into back.orders values (gen_random_uuid(), 7)");
        shop.said(0, "apply");
        assertEquals("700", amount("back"));

        String plan = shop.said(0, "rollback", "back", "--to", "v1", "--plan", "--allow-loss");
        assertTrue(plan.contains("update orders set amount = amount / 100;"), plan);
        assertEquals("700", amount("back"), "a plan changes nothing");
        String done = shop.said(0, "rollback", "back", "--to", "v1", "--allow-loss");
        assertTrue(done.contains("taken back  blueprints/shop/002-notes.sql::002-cents"), done);
        assertTrue(done.contains("4 changes taken back in"), done);
        assertEquals("7", amount("back"));
        shop.said(0, "compare", "back", "schema:copy_of_v1");
        assertTrue(shop.said(0, "rollback", "back", "--to", "v1").contains("nothing to take back"));

        shop.said(0, "apply", "--tag", "v2");
        shop.said(0, "validate");
        assertEquals("700", amount("back"));
        assertEquals(
                "rollback: rolled_back to v1",
                DATABASE.query(
                        "select command || ': ' || t.outcome || ' ' || reason from schemata.rollout_tenants t"
                                + " join schemata.rollouts r on r.id = rollout_id where command = 'rollback' and schema_name = 'back'"));
    }

    @Test
    void namesWhatCannotBeTakenBackBeforeAnythingRuns() throws SQLException {
        shop.with("lost", "test").said(0, "apply", "--tag", "lost-1");
        shop.change("002", """
                --changeset shop:002-note
                alter table orders add column note text;
                --changeset shop:002-gone
                alter table orders drop column amount;
                --changeset shop:002-filled
                insert into orders (id) values (gen_random_uuid());
                """);
        shop.said(0, "apply");
        String before = structure("lost");
        String refused = shop.said(2, "rollback", "lost", "--to", "lost-1", "--allow-loss");
        assertTrue(
                refused.contains("002-gone: it may change rows, and its file does not say how that is undone"),
                refused);
        assertTrue(refused.contains("002-filled: it may change rows"), refused);
        assertEquals(before, structure("lost"));
        for (String unknown : new String[] {"none", "rollout-99999", ""}) {
            shop.said(2, "rollback", "lost", "--to", unknown);
        }
    }

    @Test
    void rowsThatCameSinceGoOnlyByLeave() throws SQLException {
        shop.with("kept", "test").said(0, "apply", "--tag", "kept-1");
        shop.nextChange("alter table orders add column note text");
        shop.said(0, "apply");
        DATABASE.execute("insert into kept.orders values (gen_random_uuid(), 1, 'a note')");
        String refused = shop.said(2, "rollback", "kept", "--to", "kept-1");
        assertTrue(refused.contains("orders.note: --allow-loss takes it away"), refused);
        assertEquals("a note", DATABASE.query("select note from kept.orders"));
        shop.said(0, "rollback", "kept", "--to", "kept-1", "--allow-loss");
        assertEquals("1", DATABASE.query("select count(*) from kept.orders"));
    }

    @Test
    void goesBackToAChangeWhereTheFilesSayHow() throws SQLException {
        shop.with("step", "test").said(0, "apply");
        shop.change("002", """
                --changeset shop:002-note
                alter table orders add column note text;
                --rollback alter table orders drop column note;
                --changeset shop:002-mark
                alter table orders add column mark text;
                --rollback alter table orders drop column mark;
                """);
        shop.said(0, "apply");
        String loses = shop.said(2, "rollback", "step", "--to", "blueprints/shop/002.sql::002-note");
        assertTrue(loses.contains("what is in the column is gone; --allow-loss lets it"), loses);
        shop.said(0, "rollback", "step", "--to", "blueprints/shop/002.sql::002-note", "--allow-loss");
        assertEquals("note", DATABASE.query("""
                select string_agg(column_name, ',') from information_schema.columns
                where table_schema = 'step' and table_name = 'orders' and column_name in ('note', 'mark')"""));
        String refused = shop.said(2, "rollback", "step", "--to", "blueprints/shop/001-orders.sql::001-orders");
        assertTrue(refused.contains("its file does not say how (--rollback)"), refused);
    }

    @Test
    void aTagIsTheStateThatTheTenantHadThen() throws SQLException {
        shop.with("tagged", "test").said(0, "apply", "--tag", "tagged-1");
        DATABASE.execute("insert into tagged.orders select gen_random_uuid(), 1 from generate_series(1, 2)");
        shop.change("002", NOTES + "--changeset shop:002-unique\ncreate unique index on orders (amount);\n");
        shop.said(1, "apply");
        shop.change("002", NOTES);
        shop.said(0, "apply", "--tag", "tagged-2");
        shop.nextChange("alter table orders add column mark text");
        shop.said(0, "apply");
        shop.said(0, "rollback", "tagged", "--to", "tagged-2", "--allow-loss");
        assertEquals("0", DATABASE.query("select count(*) from tagged.notes"));
        shop.said(0, "rollback", "tagged", "--to", "tagged-1", "--allow-loss");
        assertEquals(
                "f", DATABASE.query("select to_regclass('tagged.notes') is not null"), "it was half done, and is ours");
        shop.said(0, "apply");
        shop.said(0, "validate");
    }

    @Test
    void whatTakesBackStaysInItsTransactionAndItsSchema() throws SQLException {
        shop.with("closed", "test").said(0, "apply", "--tag", "closed-1");
        for (String line : new String[] {"commit", "begin", "set role anon", "set search_path = public"}) {
            shop.change(
                    "002",
                    "--changeset shop:002\nalter table orders add column x int;\n--rollback %s;\n".formatted(line));
            assertTrue(shop.said(2, "apply").contains("has '" + line.split(" =")[0].replace(" anon", "")), line);
        }
    }

    @Test
    void aRenameSaysHowItIsUndone() throws SQLException {
        shop.with("named", "test").said(0, "apply", "--tag", "named-1");
        shop.nextChange("alter table orders rename column amount to price");
        shop.said(0, "apply");
        String refused = shop.said(2, "rollback", "named", "--to", "named-1", "--allow-loss");
        assertTrue(refused.contains("it gives something another name"), refused);
    }

    @Test
    void aFileThatWritesRowsAnewSaysHowItIsUndone() throws SQLException {
        String prices =
                "--changeset shop:prices runOnChange:true\ncreate table if not exists prices (id int primary key, cents int);\n"
                        + "insert into prices values (1, %d) on conflict (id) do update set cents = excluded.cents;\n";
        shop.change("prices", prices.formatted(100));
        shop.with("priced", "test").said(0, "apply", "--tag", "priced-1");
        shop.change("prices", prices.formatted(999));
        shop.said(0, "apply");
        String refused = shop.said(2, "rollback", "priced", "--to", "priced-1");
        assertTrue(refused.contains("prices.sql::prices: it may change rows"), refused);
    }

    @Test
    void theTeamsOwnTablesStay() throws SQLException {
        shop.with("own", "test").said(0, "apply", "--tag", "own-1");
        shop.change("002", NOTES);
        shop.said(0, "apply");
        DATABASE.execute("create table own.mine as select 1 as id");
        shop.said(0, "rollback", "own", "--to", "own-1", "--allow-loss");
        assertEquals("1", DATABASE.query("select id from own.mine"));
    }

    @Test
    void productionGoesBackByApproval() throws SQLException {
        shop.with("live", "production").said(0, "apply", "--approve", shop.planId(), "--tag", "live-1");
        shop.nextChange("alter table orders add column note text");
        shop.said(0, "apply", "--approve", shop.planId());
        shop.said(2, "rollback", "live", "--to", "live-1", "--allow-loss");
        String id = ShopProject.planId(shop.said(0, "rollback", "live", "--to", "live-1", "--allow-loss", "--plan"));
        shop.change("empty", "--changeset shop:empty\nupdate orders set amount = 1;\n--rollback empty\n");
        shop.said(0, "apply", "--approve", shop.planId(), "--tag", "live-2");
        shop.said(2, "rollback", "live", "--to", "live-1", "--allow-loss", "--approve", id);
        id = ShopProject.planId(shop.said(0, "rollback", "live", "--to", "live-1", "--allow-loss", "--plan"));
        shop.said(0, "rollback", "live", "--to", "live-1", "--allow-loss", "--approve", id);
    }

    @Test
    void aTableInUseIsNotWaitedForWithoutEnd() throws SQLException {
        shop.with("busy", "test").said(0, "apply", "--tag", "busy-1");
        shop.nextChange("alter table orders add column note text");
        shop.said(0, "apply");
        try (Connection other = DATABASE.owner();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select count(*) from busy.orders");
            shop.set("SCHEMATA_MIGRATE_LOCK_TIMEOUT", "1s");
            Program.Ended blocked = shop.migrate("rollback", "busy", "--to", "busy-1", "--allow-loss");
            assertEquals(1, blocked.exitCode(), blocked::output);
            assertTrue(blocked.output().contains("orders is locked by session"), blocked::output);
        }
        shop.said(0, "validate");
    }

    private String amount(String schema) throws SQLException {
        return DATABASE.query("select string_agg(amount::text, ',') from %s.orders".formatted(schema));
    }

    private String structure(String schema) {
        return shop.said(0, "extract", schema);
    }

    private void keepACopy(String schema, String copy) throws SQLException {
        String script = shop.said(0, "extract", schema, "--as", copy).replaceAll("(?m)^(INFO|WARN).*\n", "");
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(script);
        }
    }
}
