package io.schemata.links;

import static io.schemata.links.LinkCalls.linkId;
import static io.schemata.links.LinkCalls.linkIds;
import static io.schemata.links.LinkCalls.linked;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class LinkedTest {
    private static final List<String> MODES = List.of("growth", "engineering", "product");

    private final UUID user = Database.newUser();

    @Test
    void listsLinksBetweenEveryPairOfModesFromEitherEnd() {
        List<Row> rows = new ArrayList<>();
        for (String mode : MODES) {
            rows.add(Row.of(mode, "entity"));
            rows.add(Row.of(mode, "artifact"));
            rows.add(Row.of(mode, "wiki_page"));
        }
        Map<Row, Set<String>> out = new HashMap<>();
        Map<Row, Set<String>> in = new HashMap<>();
        for (Row source : rows) {
            for (Row target : rows) {
                if (source != target) {
                    String made = linkId(user, source, target, "explains");
                    out.computeIfAbsent(source, row -> new HashSet<>()).add(made);
                    in.computeIfAbsent(target, row -> new HashSet<>()).add(made);
                }
            }
        }
        for (Row row : rows) {
            assertEquals(out.get(row), Set.copyOf(linkIds(user, row, Map.of("direction", "out"))));
            assertEquals(in.get(row), Set.copyOf(linkIds(user, row, Map.of("direction", "in"))));
            assertEquals(16, linkIds(user, row, Map.of("direction", "both")).size());
            assertEquals(16, linkIds(user, row, Map.of()).size());
        }
    }

    @Test
    void listsTheNewestFirst() {
        Row row = Row.of("growth", "entity");
        String first = linkId(user, row, Row.of("product", "artifact"), "explains");
        String second = linkId(user, Row.of("product", "artifact"), row, "cites");
        String third = linkId(user, row, Row.of("growth", "artifact"), "related_to");

        linked(user, row, Map.of())
                .then()
                .statusCode(200)
                .body("links.linkId", equalTo(List.of(third, second, first)))
                .body("links.linkType", equalTo(List.of("related_to", "cites", "explains")))
                .body("links[2].source.id", equalTo(row.id().toString()))
                .body("links[0].createdAt", notNullValue())
                .body("next", equalTo(null));
    }

    @Test
    void filtersByTypeAndDirection() {
        Row row = Row.of("growth", "entity");
        Row other = Row.of("engineering", "artifact");
        String out = linkId(user, row, other, "explains");
        String in = linkId(user, other, row, "explains");
        String cites = linkId(user, row, other, "cites");

        assertEquals(List.of(in, out), linkIds(user, row, Map.of("linkType", "explains")));
        assertEquals(List.of(out), linkIds(user, row, Map.of("linkType", "explains", "direction", "out")));
        assertEquals(List.of(in), linkIds(user, row, Map.of("linkType", "explains", "direction", "in")));
        assertEquals(List.of(cites), linkIds(user, row, Map.of("linkType", "cites")));
        assertEquals(List.of(), linkIds(user, row, Map.of("linkType", "mentions")));
    }

    @Test
    void findsASymmetricLinkInBothDirections() {
        Row row = Row.of("growth", "entity");
        Row other = Row.of("engineering", "artifact");
        String link = linkId(user, row, other, "related_to");

        for (Row end : List.of(row, other)) {
            for (String direction : List.of("out", "in", "both")) {
                assertEquals(List.of(link), linkIds(user, end, Map.of("direction", direction)));
                assertEquals(
                        List.of(link), linkIds(user, end, Map.of("direction", direction, "linkType", "related_to")));
            }
        }
    }

    @Test
    void passesOverLinksToRowsThatTheCallerMayNotSee() {
        UUID other = Database.newUser();
        Row row = Row.of("growth", "entity");
        List<String> visible = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean hidden = i % 3 != 0;
            String made = linkId(other, row, Row.of("product", "artifact", hidden ? other : null), "explains");
            if (!hidden) {
                visible.add(0, made);
            }
        }
        assertEquals(visible, linkIds(user, row, Map.of()));
        assertEquals(30, linkIds(other, row, Map.of()).size());

        JsonPath page = linked(user, row, Map.of("limit", 5)).jsonPath();
        assertEquals(visible.subList(0, 5), page.getList("links.linkId"));
        assertEquals(visible.subList(5, 10), linkIds(user, row, Map.of("limit", 5, "cursor", page.getString("next"))));
    }

    @Test
    void findsTheOneLinkThatTheCallerMaySeeAmongThousands() {
        Row row = Row.of("growth", "entity");
        String visible = linkId(user, row, Row.of("product", "artifact"), "explains");
        hide(row, 2_500);

        for (int limit : List.of(1, 50, 100)) {
            linked(user, row, Map.of("limit", limit))
                    .then()
                    .statusCode(200)
                    .body("links.linkId", equalTo(List.of(visible)))
                    .body("next", equalTo(null));
        }
    }

    @Test
    void passesOverFiveThousandHiddenLinksInACallAndGoesOnInTheNext() {
        Row row = Row.of("growth", "entity");
        String visible = linkId(user, row, Row.of("product", "artifact"), "explains");
        hide(row, 11_000);

        List<String> found = new ArrayList<>();
        int pages = 0;
        for (String cursor = ""; cursor != null; pages++) {
            JsonPath page = linked(user, row, cursor.isEmpty() ? Map.of() : Map.of("cursor", cursor))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            found.addAll(page.getList("links.linkId"));
            cursor = page.getString("next");
        }
        assertEquals(List.of(visible), found);
        assertEquals(3, pages);
    }

    @Test
    void goesOnBehindALinkThatTheCallerMaySeeAtTheVeryCut() {
        Row row = Row.of("growth", "entity");
        List<String> visible = new ArrayList<>();
        visible.add(linkId(user, row, Row.of("product", "artifact"), "explains"));
        hide(row, 100);
        visible.add(0, linkId(user, row, Row.of("product", "artifact"), "explains"));
        hide(row, 5_050); // with a page of 50 the first call looks at 51 and five thousand

        JsonPath page = linked(user, row, Map.of()).jsonPath();
        assertEquals(visible.subList(0, 1), page.getList("links.linkId"));
        page = linked(user, row, Map.of("cursor", page.getString("next"))).jsonPath();
        assertEquals(visible.subList(1, 2), page.getList("links.linkId"));
        assertEquals(null, page.getString("next"));
    }

    /** Links to rows of somebody else's. */
    private static void hide(Row row, int number) {
        UUID other = Database.newUser();
        Database.execute(
                "product_test",
                "with hidden as (insert into artifacts (title, is_private, created_by)"
                        + " select 'hidden', true, ? from generate_series(1, ?) returning id)"
                        + " insert into shared_test.cross_links (source_mode, source_type, source_id, target_mode,"
                        + " target_type, target_id, link_type, created_by)"
                        + " select 'growth', 'entity', ?, 'product', 'artifact', id, 'explains', ? from hidden",
                other,
                number,
                row.id(),
                other);
    }

    @Test
    void pagesToTheEndWhileOthersLinkAndUnlinkWithoutLossOrRepeat() {
        Row row = Row.of("growth", "entity");
        Set<String> there = new HashSet<>(Crowd.of(8, 500, call -> linkId(user, row, other(), "explains")));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<Integer>> others = CompletableFuture.supplyAsync(() -> Crowd.of(4, 4, client -> {
            int made = 0;
            while (!over.get()) {
                String link = linkId(user, client % 2 == 0 ? row : other(), client % 2 == 0 ? other() : row, "cites");
                if (made++ % 2 == 0) {
                    LinkCalls.unlink(Tokens.user(user), link).then().statusCode(200);
                }
            }
            return made;
        }));
        try {
            for (int round = 0; round < 3; round++) {
                List<String> all = new ArrayList<>();
                Map<String, Object> place = new HashMap<>(Map.of("limit", 20));
                do {
                    JsonPath page = linked(user, row, place)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
                    all.addAll(page.getList("links.linkId"));
                    place.put("cursor", page.getString("next"));
                } while (place.get("cursor") != null);
                assertEquals(all.size(), Set.copyOf(all).size(), "a link twice");
                assertTrue(Set.copyOf(all).containsAll(there), "a link lost");
            }
        } finally {
            over.set(true);
            assertTrue(others.join().stream().allMatch(made -> made > 0));
        }
        assertTrue(LinkCalls.count(row) > there.size(), "others have linked meanwhile");
    }

    @Test
    void hasAPageAsLongAsAskedFor() {
        Row row = Row.of("growth", "entity");
        for (int i = 0; i < 3; i++) {
            linkId(user, row, other(), "explains");
        }
        linked(user, row, Map.of("limit", 3))
                .then()
                .body("links.size()", equalTo(3))
                .body("next", equalTo(null));
        linked(user, row, Map.of("limit", 2))
                .then()
                .body("links.size()", equalTo(2))
                .body("next", notNullValue());
    }

    private static Row other() {
        return Row.of("engineering", "artifact");
    }
}
