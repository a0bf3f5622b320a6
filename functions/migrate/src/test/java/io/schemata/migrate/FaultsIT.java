package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.report.Check;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Comparison.Difference;
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

    @Test
    void areNotFoundWhereThereAreNone() throws SQLException {
        Catalog catalog = Catalog.of(owner.connection(), SCHEMA);
        assertEquals(List.of(), findings(Validator.asBlueprint(Structure.read(catalog), blueprint)));
        assertEquals(List.of(), findings(Validator.lints(catalog)));
        assertEquals(List.of(), differences(Structure.read(catalog)));
    }

    private static List<String> findings(List<Check> checks) {
        return checks.stream().flatMap(check -> check.findings().stream()).toList();
    }

    private List<Difference> differences(Structure structure) throws SQLException {
        return Comparison.of(Structure.read(Catalog.of(owner.connection(), TWIN)), structure);
    }
}
