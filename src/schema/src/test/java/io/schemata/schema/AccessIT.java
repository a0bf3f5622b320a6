package io.schemata.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.testing.Database;
import io.schemata.testing.Tenants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each table of each blueprint, who can and who cannot select, insert, update and delete. What is expected stands in
 * {@code access/<blueprint>.txt}, of a row of Anna's in every table; Bert has none, and is in nothing with her.
 */
@Tag("sql")
@ExtendWith(Migrated.class)
class AccessIT {
    /** What migrate keeps there; links need it. */
    private static final Set<String> KEPT = Set.of(
            "mode_config",
            "link_types",
            "linkable_types",
            "link_membership",
            "databasechangelog",
            "databasechangeloglock");

    /** Every tenant there is, but for the second that keeps links: what is linked stands in the first one's modes. */
    static Stream<Arguments> tenants() {
        Map<String, String> tenants = new TreeMap<>();
        Migrated.BLUEPRINTS.forEach((blueprint, schema) -> tenants.put(schema, blueprint));
        Tenants.SCHEMAS.values().forEach(schema -> tenants.put(schema, "video-studio"));
        List.of("engineering_test", "product_test", "growth_other").forEach(schema -> tenants.put(schema, "mode"));
        return tenants.entrySet().stream().map(tenant -> Arguments.of(tenant.getKey(), tenant.getValue()));
    }

    @ParameterizedTest
    @MethodSource("tenants")
    void isAsItIsWritten(String schema, String blueprint) throws SQLException {
        UUID anna = Database.newUser();
        UUID bert = Database.newUser();
        try (Connection connection = Database.owner(schema)) {
            connection.setAutoCommit(false);
            empty(connection);
            Database.execute(connection, read("access/" + blueprint + ".sql").replace(":anna", "'" + anna + "'::uuid"));
            assertEveryTableHasARow(connection);
            assertEquals(
                    withoutRemarks(read("access/" + blueprint + ".txt")),
                    new AccessMatrix(connection, schema, anna, bert).text());
            connection.rollback();
        }
    }

    private static void empty(Connection connection) throws SQLException {
        Database.execute(connection, "set local session_replication_role = replica");
        for (String table : tables(connection)) {
            if (!KEPT.contains(table)) {
                Database.execute(connection, "delete from " + table);
            }
        }
        Database.execute(connection, "set local session_replication_role = origin");
    }

    private static void assertEveryTableHasARow(Connection connection) throws SQLException {
        for (String table : tables(connection)) {
            assertEquals(
                    List.of(List.of(true)),
                    Database.rows(connection, "select exists (select from %s)".formatted(table)),
                    () -> "a row of Anna's is missing: " + table);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return Database.rows(connection, "select tablename::text from pg_tables where schemaname = current_schema()")
                .stream()
                .map(row -> (String) row.get(0))
                .toList();
    }

    private static String withoutRemarks(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String read(String resource) {
        try (InputStream file = AccessIT.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
