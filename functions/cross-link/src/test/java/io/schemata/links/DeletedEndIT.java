package io.schemata.links;

import static io.schemata.links.LinkCalls.LINKS;
import static io.schemata.links.LinkCalls.body;
import static io.schemata.links.LinkCalls.count;
import static io.schemata.links.LinkCalls.dangling;
import static io.schemata.links.LinkCalls.link;
import static io.schemata.links.LinkCalls.linkId;
import static io.schemata.links.LinkCalls.linkIds;
import static io.schemata.links.LinkCalls.linked;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows that are deleted before, while and after a link to them is made. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class DeletedEndIT {
    private static final int ROUNDS = 1_000;
    private static final ExecutorService AT_ONCE = Executors.newCachedThreadPool();
    private static final String CROSS_LINK = "select link_id from shared_test.cross_link('authenticated', ?, null,"
            + " 'growth', 'entity', ?, 'product', 'artifact', ?, 'explains', null, null)";
    private static final String DELETE = "delete from growth_test.entities where id = ?";
    private static final String IS_BLOCKED_BY =
            "select exists (select from pg_stat_activity where ? = any (pg_blocking_pids(pid)))";

    private final UUID user = Database.newUser();
    private final String claims = "{\"role\":\"authenticated\",\"sub\":\"%s\"}".formatted(user);
    private final Row artifact = Row.of("product", "artifact");

    @AfterAll
    static void stop() {
        AT_ONCE.shutdownNow();
    }

    @Test
    void neverDanglesWhenTheRowIsDeletedFirst() throws SQLException {
        try (Connection deleting = Database.owner("public");
                Connection looking = Database.owner("public")) {
            deleting.setAutoCommit(false);
            for (int round = 0; round < ROUNDS; round++) {
                Row entity = Row.of("growth", "entity");
                Database.execute(deleting, DELETE, entity.id());
                CompletableFuture<Crowd.Answer> linking = CompletableFuture.supplyAsync(
                        () -> Crowd.send(
                                Crowd.request("cross-link", Tokens.user(user), body(entity, artifact, "explains"))),
                        AT_ONCE);
                awaitBlockedBy(deleting, looking, linking);
                deleting.commit();
                Crowd.Answer answer = linking.join();
                assertTrue(answer.status() == 404 && answer.body().contains("LINK_END_NOT_FOUND"), answer::body);
                assertEquals(0, count(entity));
            }
        }
        assertEquals(0, dangling("growth", "product"));
    }

    @Test
    void neverDanglesWhenTheRowIsLinkedFirst() throws SQLException {
        try (Connection linking = Database.functions();
                Connection deleting = Database.owner("public");
                Connection looking = Database.owner("public")) {
            linking.setAutoCommit(false);
            for (int round = 0; round < ROUNDS; round++) {
                Row entity = Row.of("growth", "entity");
                Database.rows(linking, CROSS_LINK, claims, entity.id(), artifact.id());
                CompletableFuture<Void> deletion = deletion(deleting, entity);
                awaitBlockedBy(linking, looking, deletion);
                linking.commit();
                deletion.join();
                assertEquals(0, count(entity));
            }
        }
        assertEquals(0, dangling("growth", "product"));
    }

    @Test
    void neverDanglesInAnyOrder() {
        List<Integer> statuses = Crowd.of(8, ROUNDS, round -> {
            Row entity = Row.of("growth", "entity");
            CompletableFuture<Void> deletion = CompletableFuture.runAsync(
                    () -> Database.execute("growth_test", "delete from entities where id = ?", entity.id()), AT_ONCE);
            Crowd.Answer answer =
                    Crowd.send(Crowd.request("cross-link", Tokens.user(user), body(entity, artifact, "explains")));
            deletion.join();
            assertEquals(0, count(entity));
            return answer.status();
        });
        assertTrue(statuses.stream().allMatch(status -> status == 200 || status == 404), statuses::toString);
        assertEquals(0, dangling("growth", "product"));
    }

    @Test
    void aTransactionThatCannotSeeTheLinkMayNotDeleteItsRow() throws SQLException {
        for (int level : List.of(Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE)) {
            for (boolean wasLinkedBefore : List.of(false, true)) {
                Row entity = Row.of("growth", "entity");
                if (wasLinkedBefore) {
                    linkId(user, entity, artifact, "contradicts");
                }
                try (Connection deleting = Database.owner("public")) {
                    deleting.setTransactionIsolation(level);
                    deleting.setAutoCommit(false);
                    Database.rows(deleting, "select count(*) from growth_test.entities");
                    linkId(user, entity, artifact, "explains");
                    SQLException refused =
                            assertThrows(SQLException.class, () -> Database.execute(deleting, DELETE, entity.id()));
                    assertEquals("40001", refused.getSQLState(), refused::getMessage);
                    deleting.rollback();
                    Database.execute(deleting, DELETE, entity.id());
                    deleting.commit();
                }
                assertEquals(0, count(entity));
            }
        }
    }

    @Test
    void goesWithItsRows() {
        Row entity = Row.of("growth", "entity");
        linkId(user, entity, artifact, "explains");
        linkId(user, artifact, entity, "explains");
        linkId(user, artifact, entity, "related_to");

        Database.execute("growth_test", "delete from entities where id = ?", entity.id());
        assertEquals(0, count(artifact));
    }

    @Test
    void goesWithRowsThatGoWithOthers() {
        Row entity = Row.of("growth", "entity");
        Row job = Row.of("growth", "job");
        Database.execute("growth_test", "update jobs set entity_id = ? where id = ?", entity.id(), job.id());
        linkId(user, artifact, job, "explains");

        Database.execute("growth_test", "delete from entities where id = ?", entity.id());
        assertEquals(0, count(artifact));
    }

    @Test
    void goesWithATableThatIsEmptied() {
        Row page = Row.of("growth", "wiki_page");
        linkId(user, artifact, page, "explains");
        String kept = linkId(user, artifact, page, "cites");

        Database.execute("growth_test", "truncate wiki_pages");
        assertEquals(List.of(kept), linkIds(user, artifact, Map.of()));
    }

    @Test
    void staysMarkedForItsMakerWhereItsTypeIsKept() {
        Row entity = Row.of("growth", "entity");
        String kept = linkId(user, artifact, entity, "cites");
        linkId(user, artifact, entity, "explains");

        Database.execute("growth_test", "delete from entities where id = ?", entity.id());
        linked(user, artifact, Map.of())
                .then()
                .body("links.linkId", equalTo(List.of(kept)))
                .body("links[0].targetDeletedAt", notNullValue())
                .body("links[0].sourceDeletedAt", equalTo(null));
        assertEquals(List.of(), linkIds(Database.newUser(), artifact, Map.of()));
        LinkCalls.unlink(Tokens.user(user), kept).then().statusCode(200);
    }

    @Test
    void staysItsMakersAloneWhenARowOfTheSameKeyComes() throws SQLException {
        Row entity = Row.of("growth", "entity");
        linkId(user, artifact, entity, "cites");
        Database.execute("growth_test", "delete from entities where id = ?", entity.id());
        Database.execute("growth_test", "insert into entities (id, name) values (?, 'again')", entity.id());

        UUID other = Database.newUser();
        assertEquals(List.of(), linkIds(other, artifact, Map.of()));
        try (Connection connection = Database.functions()) {
            connection.setAutoCommit(false);
            Database.rows(
                    connection,
                    "select set_config('request.jwt.claims', ?, true), set_config('role', 'authenticated', true)",
                    claims.replace(user.toString(), other.toString()));
            assertEquals(
                    List.of(),
                    Database.rows(
                            connection, "select id from shared_test.cross_links where source_id = ?", artifact.id()));
        }
        link(other, artifact, entity, "cites").then().statusCode(200).body("created", equalTo(true));
        assertEquals(1, linkIds(other, artifact, Map.of()).size());
        assertEquals(2, linkIds(user, artifact, Map.of()).size());
    }

    @Test
    void aLinkedRowKeepsItsKey() {
        Row entity = Row.of("growth", "entity");
        String link = linkId(user, entity, artifact, "explains");

        assertThrows(
                IllegalStateException.class,
                () -> Database.execute(
                        "growth_test", "update entities set id = gen_random_uuid() where id = ?", entity.id()));
        Database.execute("growth_test", "update entities set id = id, name = 'b' where id = ?", entity.id());
        assertEquals(List.of(link), linkIds(user, entity, Map.of()));
    }

    @Test
    void aDeletionThatIsUndoneLeavesTheLink() throws SQLException {
        Row entity = Row.of("growth", "entity");
        linkId(user, entity, artifact, "explains");
        try (Connection deleting = Database.owner("public")) {
            deleting.setAutoCommit(false);
            Database.execute(deleting, DELETE, entity.id());
            deleting.rollback();
        }
        assertEquals(1, count(entity));
        assertEquals(0L, Database.value(LINKS, "select repair_links(1000, true)::bigint"));
    }

    @Test
    void twoRowsThatAreLinkedBothWaysAreDeletedAtOnce() {
        for (int round = 0; round < 100; round++) {
            Row one = Row.of("growth", "entity");
            Row other = Row.of("growth", "entity");
            linkId(user, one, other, "explains");
            linkId(user, other, one, "explains");
            List<String> refused = Crowd.of(2, 2, call -> {
                try {
                    Database.execute(
                            "growth_test", "delete from entities where id = ?", (call == 0 ? one : other).id());
                    return "";
                } catch (IllegalStateException failure) {
                    return String.valueOf(failure.getCause());
                }
            });
            assertEquals(List.of("", ""), refused);
        }
    }

    private static CompletableFuture<Void> deletion(Connection deleting, Row entity) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        Database.execute(deleting, DELETE, entity.id());
                    } catch (SQLException failure) {
                        throw new IllegalStateException(failure);
                    }
                },
                AT_ONCE);
    }

    /** Until another session waits for a lock of this connection. */
    private static void awaitBlockedBy(Connection holder, Connection looking, CompletableFuture<?> waiting)
            throws SQLException {
        int pid = (Integer)
                Database.rows(holder, "select pg_backend_pid()").get(0).get(0);
        while (!(Boolean) Database.rows(looking, IS_BLOCKED_BY, pid).get(0).get(0)) {
            assertFalse(waiting.isDone(), "it did not wait");
        }
    }
}
