package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.report.Check;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Comparison.Difference;
import io.schemata.migration.structure.QuickStructure;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.validate.Validator;
import io.schemata.schema.Migrated;
import io.schemata.testing.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault is done to a schema, looked for in what validate and compare find, and taken back. */
@Tag("sql")
@ExtendWith(Migrated.class)
class FaultsIT {
    private static final String SCHEMA = "video_alpha";
    private static final String TWIN = "video_beta";

    private static Structure blueprint;

    @RegisterExtension
    private final RolledBack owner = new RolledBack(SCHEMA);

    @BeforeAll
    static void knowTheBlueprint() throws Exception {
        try (Connection owner = Database.owner("public")) {
            blueprint = new BlueprintStructures().find(owner, "video-studio").orElseThrow();
        }
    }

    static Stream<Fault> faults() {
        assertTrue(Fault.ALL.size() >= 40);
        return Fault.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void areFoundByValidateAndByCompare(Fault fault) throws SQLException {
        Database.execute(owner.connection(), fault.sql());
        Catalog catalog = Catalog.of(owner.connection(), SCHEMA);
        List<String> findings = findings(Validator.asBlueprint(Structure.read(catalog), blueprint));
        List<Difference> differences = differences(Structure.read(catalog));

        assertTrue(
                findings.stream()
                        .map(finding -> finding.replaceFirst("^(missing|not in the blueprint|differs): ", ""))
                        .anyMatch(found -> found.equals(fault.name()) || found.startsWith(fault.name() + ",")),
                findings::toString);
        assertTrue(
                differences.stream()
                        .anyMatch(found ->
                                found.kind() == fault.kind() && found.name().equals(fault.name())),
                differences::toString);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void areSeenByTheQuickReadingOfManyTenants(Fault fault) throws SQLException {
        String sound = quick(SCHEMA).fingerprint();
        assertNotNull(sound, "no text has the schema's name in it");
        assertEquals(quick(TWIN).fingerprint(), sound);
        owner.connection().rollback();
        Database.execute(owner.connection(), fault.sql());

        QuickStructure faulty = quick(SCHEMA);
        assertNotEquals(sound, faulty.fingerprint());
        assertFalse(Comparison.of(blueprint, faulty.structure()).isEmpty());
        Structure whole = Structure.read(Catalog.of(owner.connection(), SCHEMA));
        assertEquals(List.of(), Comparison.of(whole, faulty.structure()), "the same as the whole one");
    }

    @Test
    void theServerPlansTheQuickReadingOnceForAllSchemas() throws SQLException {
        try (Connection snapshot = JdbcAddress.of(Database.ownerUrl()).connectToRead()) {
            for (int i = 0; i < 3; i++) {
                for (String schema : List.of(SCHEMA, TWIN)) {
                    QuickStructure.read(snapshot, Catalog.of(snapshot, schema), true)
                            .fingerprint();
                    snapshot.rollback();
                }
            }
            assertEquals(
                    List.of(List.of(true, 0L)),
                    Database.rows(
                            snapshot,
                            "select sum(generic_plans) = 6 * count(*), sum(custom_plans)::bigint"
                                    + " from pg_prepared_statements where statement like 'select part, name, definition%'"));
        }
    }

    @Test
    void areNotFoundWhereThereAreNone() throws SQLException {
        Catalog catalog = Catalog.of(owner.connection(), SCHEMA);
        assertEquals(List.of(), findings(Validator.asBlueprint(Structure.read(catalog), blueprint)));
        assertEquals(List.of(), findings(Validator.lints(catalog)));
        assertEquals(List.of(), differences(Structure.read(catalog)));
    }

    private QuickStructure quick(String schema) throws SQLException {
        return QuickStructure.read(owner.connection(), Catalog.of(owner.connection(), schema), true);
    }

    private static List<String> findings(List<Check> checks) {
        return checks.stream().flatMap(check -> check.findings().stream()).toList();
    }

    private List<Difference> differences(Structure structure) throws SQLException {
        return Comparison.of(Structure.read(Catalog.of(owner.connection(), TWIN)), structure);
    }
}
