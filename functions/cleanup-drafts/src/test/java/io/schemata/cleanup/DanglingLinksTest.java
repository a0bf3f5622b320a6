package io.schemata.cleanup;

import static io.schemata.cleanup.CleanupCalls.cleanUp;
import static io.schemata.cleanup.CleanupCalls.count;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links to rows that were deleted while triggers were off: always reported, removed when asked. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class DanglingLinksTest {
    private static final String LINKS = Tenants.MODES.get("links");
    private static final String GROWTH = Tenants.MODES.get("growth");
    private static final String LINK =
            "insert into shared_test.cross_links (source_mode, source_type, source_id, target_mode, target_type,"
                    + " target_id, link_type) values ('growth', 'entity', ?, 'product', 'entity', ?, ?)";

    private final UUID there = entity("product_test");

    @AfterEach
    void leaveNone() {
        cleanUp("{\"tenants\": [\"links\"], \"repairLinks\": true}");
        assertEquals(0, dangling("{\"tenants\": [\"links\"]}"));
    }

    @Test
    void areCountedAndLeftAlone() {
        lost(3, "explains");

        assertEquals(3, dangling("{\"tenants\": [\"links\"]}"));
        assertEquals(3, dangling("{\"tenants\": [\"links\"], \"dryRun\": true}"));
        assertEquals(3, dangling("{}"));
        assertEquals(3, links());
    }

    @Test
    void goWhenTheyAreToBeRepaired() {
        UUID kept = entity(GROWTH);
        Database.execute("public", LINK, kept, there, "explains");
        lost(25, "explains");

        assertEquals(25, dangling("{\"tenants\": [\"links\"], \"repairLinks\": true, \"batchSize\": 10}"));
        assertEquals(0, dangling("{\"tenants\": [\"links\"]}"));
        assertEquals(1, links());
    }

    @Test
    void areMarkedWhereTheirTypeIsKept() {
        lost(2, "cites");

        assertEquals(2, dangling("{\"tenants\": [\"links\"], \"repairLinks\": true}"));
        assertEquals(0, dangling("{\"tenants\": [\"links\"]}"));
        assertEquals(
                List.of(List.of(2L, 2L)),
                Database.rows(
                        LINKS,
                        "select count(*), count(source_deleted_at) from cross_links where target_id = ?",
                        there));
    }

    @Test
    void areFoundHoweverTheyCame() throws SQLException {
        withoutTriggers(LINK, UUID.randomUUID(), UUID.randomUUID(), "explains");

        assertEquals(1, dangling("{\"tenants\": [\"links\"]}"));
    }

    @Test
    void areNoneWhereTheTableIsGoneItself() {
        UUID entity = entity(GROWTH);
        Database.execute("public", LINK, entity, there, "explains");
        Database.execute(GROWTH, "alter table entities rename to entities_on_the_move");
        try {
            assertEquals(0, dangling("{\"tenants\": [\"links\"], \"repairLinks\": true}"));
        } finally {
            Database.execute(GROWTH, "alter table entities_on_the_move rename to entities");
        }
        assertEquals(1, links());
    }

    private static int dangling(String body) {
        return count(cleanUp(body), "links", "danglingLinks");
    }

    private long links() {
        return (Long) Database.value(LINKS, "select count(*) from cross_links where target_id = ?", there);
    }

    private void lost(int number, String linkType) {
        for (int i = 0; i < number; i++) {
            UUID entity = entity(GROWTH);
            Database.execute("public", LINK, entity, there, linkType);
            withoutTriggers("delete from growth_test.entities where id = ?", entity);
        }
    }

    private static UUID entity(String schema) {
        UUID id = UUID.randomUUID();
        Database.execute(schema, "insert into entities (id, name) values (?, 'a')", id);
        return id;
    }

    private static void withoutTriggers(String sql, Object... values) {
        try (Connection owner = Database.owner("public")) {
            Database.execute(owner, "set session_replication_role = replica");
            Database.execute(owner, sql, values);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
