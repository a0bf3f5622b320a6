package io.schemata.links;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Plans;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of a row's links is a range of an index, however many links it has: read in the server's own plans. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class IndexScanIT {
    private static final int LINKS = 10_000;
    private static final int LIMIT = 51;

    @ParameterizedTest
    @CsvSource({
        "out, any, idx_cross_links_source",
        "both, any, idx_cross_links_source",
        "in, any, idx_cross_links_target",
        "out, explains, idx_cross_links_source_type",
        "in, explains, idx_cross_links_target_type",
        "out, cites, idx_cross_links_source_type"
    })
    void readsNoMoreLinksThanThePageHas(String direction, String linkType, String index) throws SQLException {
        Row row = Row.of("growth", "entity");
        linkManyTimes(row, direction);

        List<String> scans = scans(row, direction, linkType);
        assertTrue(
                scans.stream().anyMatch(scan -> scan.contains("using " + index + " on cross_links")), scans::toString);
        assertTrue(scans.stream().noneMatch(scan -> scan.contains("Seq Scan")), scans::toString);
        assertTrue(scans.stream().allMatch(scan -> rows(scan) <= LIMIT), scans::toString);
    }

    private static void linkManyTimes(Row row, String direction) {
        boolean out = !direction.equals("in");
        Database.execute(
                "product_test",
                "insert into artifacts (title) select 'many' from generate_series(1, ? - (select count(*) from artifacts"
                        + " where title = 'many'))",
                LINKS);
        Database.execute(
                LinkCalls.LINKS,
                ("insert into cross_links (%1$s_mode, %1$s_type, %1$s_id, %2$s_mode, %2$s_type, %2$s_id, link_type)"
                                + " select 'growth', 'entity', ?, 'product', 'artifact', id, 'explains'"
                                + " from product_test.artifacts where title = 'many'")
                        .formatted(out ? "source" : "target", out ? "target" : "source"),
                row.id());
        Database.execute(LinkCalls.LINKS, "analyze cross_links");
    }

    /** How the server read cross_links for the second call of a connection. */
    private static List<String> scans(Row row, String direction, String linkType) throws SQLException {
        String call =
                ("select * from shared_test.linked('authenticated', '{\"role\":\"authenticated\",\"sub\":\"%s\"}',"
                                + " 'growth', 'entity', '%s', '%s', nullif('%s', 'any'), null, null, %d)")
                        .formatted(UUID.randomUUID(), row.id(), direction, linkType, LIMIT);
        try (Connection connection = Database.owner("public");
                Statement statement = connection.createStatement()) {
            Plans.show(statement);
            statement.execute("set session authorization schemata_functions");
            statement.execute(call);
            statement.clearWarnings();
            statement.execute(call);
            List<String> scans = Plans.lines(statement)
                    .filter(line -> line.contains("on cross_links"))
                    .toList();
            assertFalse(scans.isEmpty());
            return scans;
        }
    }

    private static int rows(String scan) {
        return Integer.parseInt(scan.replaceFirst(".*actual rows=(\\d+).*", "$1"));
    }
}
