package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.structure.Catalog;
import io.schemata.structure.Comparison;
import io.schemata.structure.Structure;
import io.schemata.testing.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault is done to a sound schema, looked for, and taken back. */
@Tag("sql")
@ExtendWith(Migrated.class)
class FaultsIT {
    private static final String SCHEMA = "video_alpha";
    private static final String TWIN = "video_beta";

    private static Structure blueprint;

    private Connection connection;

    @BeforeAll
    static void knowTheBlueprint() throws Exception {
        try (Connection owner = Database.owner("public")) {
            Changelog changes = SchemaSession.changelogOn(owner, Changelog.file("video-studio"));
            blueprint = new BlueprintStructures(null)
                    .find(owner, "video-studio", changes)
                    .orElseThrow();
        }
    }

    @BeforeEach
    void begin() throws SQLException {
        connection = Database.owner(SCHEMA);
        connection.setAutoCommit(false);
    }

    @AfterEach
    void takeItBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    static Stream<Faults> faults() {
        assertTrue(Faults.ALL.size() >= 40);
        return Faults.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void areFoundByValidateAndByCompare(Faults fault) throws SQLException {
        Database.execute(connection, fault.sql());
        Catalog catalog = Catalog.of(connection, SCHEMA);
        List<String> findings = findings(catalog);
        List<String> differences = differences(Structure.read(catalog));

        assertTrue(findings.stream().anyMatch(finding -> finding.contains(fault.named())), findings::toString);
        assertTrue(differences.stream().anyMatch(name -> name.contains(fault.named())), differences::toString);
    }

    @Test
    void areNotFoundWhereThereAreNone() throws SQLException {
        Catalog catalog = Catalog.of(connection, SCHEMA);
        assertEquals(List.of(), findings(catalog));
        assertEquals(List.of(), differences(Structure.read(catalog)));
    }

    @Test
    void areFoundInTheRolesToo() throws SQLException {
        Database.execute(connection, "alter role authenticated bypassrls");
        Database.execute(connection, "grant service_role to anon");
        assertEquals(
                List.of("anon may become service_role", "authenticated passes every policy"),
                findings(Catalog.of(connection, SCHEMA)));
    }

    private static List<String> findings(Catalog catalog) throws SQLException {
        return Validator.look(catalog, Optional.of(blueprint)).stream()
                .flatMap(check -> check.findings().stream())
                .toList();
    }

    private List<String> differences(Structure structure) throws SQLException {
        Structure twin = Structure.read(Catalog.of(connection, TWIN));
        return Comparison.of(twin, structure).stream()
                .map(Comparison.Difference::name)
                .toList();
    }
}
