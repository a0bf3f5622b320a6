package io.schemata.migration.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.migration.alter.Alteration;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.repair.Drift.Limits;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.Structure;
import io.schemata.schema.Migrated;
import io.schemata.testing.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drift goes without any value that was there, and what cannot go is said: {@code drifts.sql}. */
@Tag("sql")
@ExtendWith(Migrated.class)
class DriftIT {
    private static final Pattern PROBE = Pattern.compile("(?m)^-- probe: (.*) => (.*)$");
    private static final Pattern LEFT = Pattern.compile("(?m)^-- left: (.*)$");
    private static final Pattern DRIFT = Pattern.compile("(?m)^-- drift:$");

    private Connection connection;

    static Stream<String> drifts() throws IOException {
        try (InputStream file = DriftIT.class.getResourceAsStream("/drifts.sql")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^--- ")).skip(1);
        }
    }

    @BeforeEach
    void begin() throws SQLException {
        JdbcAddress owner = JdbcAddress.of(Database.ownerUrl());
        owner.properties().setProperty("preferQueryMode", "simple");
        connection = owner.connect();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void takeItBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest
    @MethodSource("drifts")
    void isTakenAwayOrSaid(String text) throws SQLException {
        String sql = text.substring(text.indexOf('\n'));
        String[] parts = DRIFT.split(sql, 2);
        make("blueprint", parts[0]);
        Structure blueprint = ordered("blueprint");
        make("altered", parts[0]);
        execute(parts[1]);
        Limits limits = new Limits(sql.contains("-- allow-loss:"), sql.contains("-- strict:"));

        Drift drift = Drift.read(Catalog.of(connection, "altered"), blueprint, limits);
        execute("set local check_function_bodies = off");
        for (Alteration.Statement statement : drift.alteration().all().toList()) {
            run(statement, drift);
        }
        assertEquals(List.of(), drift.remaining(Catalog.of(connection, "altered"), blueprint), drift::sql);
        List<String> left = LEFT.matcher(sql)
                .results()
                .map(found -> found.group(1))
                .sorted()
                .toList();
        assertEquals(
                left,
                drift.left().stream()
                        .map(what -> what.replaceFirst(": .*", ""))
                        .sorted()
                        .toList(),
                drift::sql);
        Matcher probe = PROBE.matcher(sql);
        if (probe.find()) {
            assertEquals(probe.group(2), answer(probe.group(1)), drift::sql);
        }
        assertTrue(drift.left().stream().allMatch(what -> what.contains(": ")));
    }

    private void run(Alteration.Statement statement, Drift drift) throws SQLException {
        try {
            execute(statement.sql());
        } catch (SQLException failure) {
            throw new SQLException("%s\n%s\n%s".formatted(failure.getMessage(), statement.sql(), drift.sql()), failure);
        }
    }

    private void make(String schema, String sql) throws SQLException {
        execute("create schema %s; set local search_path = %s; %s".formatted(schema, schema, sql));
    }

    private Structure ordered(String schema) throws SQLException {
        Catalog catalog = Catalog.of(connection, schema);
        Structure structure = Structure.read(catalog);
        return structure.inOrder(Dependencies.of(catalog, structure));
    }

    private String answer(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            Object value = row.getObject(1);
            return String.valueOf(value);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
